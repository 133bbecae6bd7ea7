//! A code that a person enters elsewhere. Time passes as the program waits, and no faster.

use std::time::Duration;

use osc_runtime::ErrorKind;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::client;
use crate::person::Person;
use crate::script::{DISCOVERY, RESCOPE, Script, exchange};

const POLL: &str = "POST https://idp.example/token\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&\
    device_code=d3vice&client_id=osc";

fn code() -> Value {
    json!({
        "device_code": "d3vice",
        "user_code": "WDJB-MJHT",
        "verification_uri": "https://idp.example/enter",
        "expires_in": 60,
    })
}

fn error(code: &str) -> Value {
    json!({"error": code})
}

#[tokio::test(start_paused = true)]
async fn a_person_enters_a_code_while_the_program_asks_for_tokens() {
    let script = Script::default().discovered().answer(200, &code());
    let script = script.answer(400, &error("authorization_pending")).granted().exchanged();
    let (builder, mut person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    let started = Instant::now();
    builder.connect().await.unwrap();
    // Twice the five seconds of RFC 8628 where the provider says nothing of its own.
    assert_eq!(started.elapsed().as_secs(), 10);
    let asked = person.asked().await;
    assert_eq!(asked.url.as_str(), "https://idp.example/enter");
    assert_eq!((asked.user_code.as_deref(), asked.timeout), (Some("WDJB-MJHT"), Duration::from_secs(60)));
    let device = "POST https://idp.example/device\nclient_id=osc&scope=openid+profile";
    assert_eq!(script.requests(), [DISCOVERY, device, POLL, POLL, &exchange("granted"), RESCOPE]);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_is_asked_too_often_is_asked_less_often() {
    let mut code = code();
    code["interval"] = json!(2);
    let script = Script::default().discovered().answer(200, &code).answer(400, &error("slow_down"));
    let script = script.answer(400, &error("authorization_pending")).granted().exchanged();
    let (builder, _person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    let started = Instant::now();
    builder.connect().await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 2 + 7 + 7);
}

#[tokio::test(start_paused = true)]
async fn a_question_that_gets_lost_is_asked_again() {
    let script = Script::default().discovered().answer(200, &code()).break_off().granted().exchanged();
    let (builder, _person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    let started = Instant::now();
    builder.connect().await.unwrap();
    assert_eq!(started.elapsed().as_secs(), 5 + 10);

    let mut script = Script::default().discovered().answer(200, &code());
    for _ in 0..4 {
        script = script.break_off();
    }
    let (builder, _person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    let error = builder.connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
}

#[tokio::test(start_paused = true)]
async fn a_code_that_nobody_enters_comes_to_its_end() {
    let mut script = Script::default().discovered().answer(200, &code());
    for _ in 0..11 {
        script = script.answer(400, &error("authorization_pending"));
    }
    let (builder, _person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    let late = builder.clone().connect().await.unwrap_err();
    assert_eq!(
        late.to_string(),
        "nobody has entered the code within the 60 seconds that it was good; start again, for another one"
    );
    assert_eq!(late.kind(), ErrorKind::Timeout);

    let script = Script::default().discovered().answer(200, &code()).answer(400, &error("expired_token"));
    let late = builder.transport(script).connect().await.unwrap_err();
    assert_eq!(late.kind(), ErrorKind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_that_is_dropped_asks_no_more() {
    let script = Script::default().discovered().answer(200, &code());
    let (builder, mut person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    let sign_in = tokio::spawn(builder.connect());
    person.asked().await;
    sign_in.abort();
    assert!(sign_in.await.unwrap_err().is_cancelled());
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_person_can_say_no() {
    let script = Script::default().discovered().answer(200, &code()).answer(400, &error("access_denied"));
    let (builder, _person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    assert_eq!(
        builder.connect().await.unwrap_err().to_string(),
        "cannot sign in at https://idp.example/token: 400 Bad Request: access_denied; somebody, or a rule of the identity \
         provider, said no; sign in again"
    );
}

#[tokio::test(start_paused = true)]
async fn an_address_with_the_code_in_it_spares_typing_and_the_code_is_shown_all_the_same() {
    let mut code = code();
    code["verification_uri_complete"] = json!("https://idp.example/enter?code=WDJB-MJHT");
    let script = Script::default().discovered().answer(200, &code).granted().exchanged();
    let (builder, mut person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    builder.connect().await.unwrap();
    let asked = person.asked().await;
    assert_eq!(asked.url.as_str(), "https://idp.example/enter?code=WDJB-MJHT");
    assert_eq!(asked.user_code.as_deref(), Some("WDJB-MJHT"));
}

#[tokio::test(start_paused = true)]
async fn a_code_is_bound_to_who_asked_for_it_where_that_is_said() {
    let script = Script::default().discovered().answer(200, &code()).granted().exchanged();
    let (builder, _person) = Person::of(client(&script, "v3oidcdeviceauthz").code_challenge_method("S256"));
    builder.connect().await.unwrap();
    let requests = script.requests();
    let parameter = |request: &str, name: &str| {
        let (_, value) = request.split_once(&format!("&{name}=")).unwrap();
        value.split('&').next().unwrap().to_owned()
    };
    let (challenge, verifier) = (parameter(&requests[1], "code_challenge"), parameter(&requests[2], "code_verifier"));
    assert_eq!((challenge.len(), verifier.len()), (43, 43));
    assert_ne!(challenge, verifier);
    assert!(requests[1].contains("&code_challenge_method=S256"));
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_a_code_or_an_address_to_open_is_told() {
    let mut code = code();
    code["verification_uri"] = json!("file:///etc/passwd");
    let script = Script::default().discovered().answer(200, &code);
    let (builder, _person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    assert_eq!(
        builder.connect().await.unwrap_err().to_string(),
        "POST https://idp.example/device: the answer has no `device_code`, no `user_code` or no `verification_uri` of http or \
         https"
    );
}

#[tokio::test(start_paused = true)]
async fn nobody_is_asked_again_before_the_program_needs_it() {
    let hours = Duration::from_secs(2 * 3600);
    let script = Script::default().discovered().answer(200, &code()).granted().exchanged();
    let (builder, mut person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    let _conn = builder.connect().await.unwrap();
    person.asked().await;
    script.requests();
    tokio::time::sleep(hours).await;
    assert!(person.was_not_asked());
    assert_eq!(script.requests(), [""; 0]);

    // Where it takes nobody, a token is renewed before its end.
    let tokens = json!({"access_token": "granted", "refresh_token": "r1"});
    let script = Script::default().discovered().answer(200, &code()).answer(200, &tokens).exchanged();
    let (builder, mut person) = Person::of(client(&script, "v3oidcdeviceauthz"));
    let _conn = builder.connect().await.unwrap();
    person.asked().await;
    script.requests();
    let script = script.granted().exchanged();
    tokio::time::sleep(hours).await;
    assert!(person.was_not_asked());
    let refresh = "POST https://idp.example/token\ngrant_type=refresh_token&refresh_token=r1&client_id=osc";
    assert_eq!(script.requests(), [refresh, &exchange("granted"), RESCOPE]);
}
