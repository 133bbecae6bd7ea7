//! Proxies: the resources of one service, as methods of one value.

/// Defines a proxy from the list of a service's resources, one line each.
///
/// `networks => Network` gives the proxy a method `networks()`, which is `Network::list`; behind a semicolon stand
/// those that cannot be listed so, since their path has parameters. `resources()` gives the schemas of all, for the
/// command line and the embedded cloud.
///
/// ```
/// use osc_runtime::{Connection, Resource};
///
/// /// A rating module.
/// #[derive(Debug, Clone, Default, Resource)]
/// #[resource(base_path = "/rating/modules", service = "rating")]
/// pub struct Module {
///     /// Its name, which is its id.
///     #[resource(id)]
///     pub module_id: String,
/// }
///
/// osc_runtime::proxy! {
///     /// The rating service (`CloudKitty`), version 1.
///     pub struct Rating {
///         modules => Module,
///     }
/// }
///
/// # async fn example(conn: Connection) -> osc_runtime::Result<()> {
/// for module in Rating::new(&conn).modules().await? {
///     println!("{}", module.module_id);
/// }
/// # Ok(()) }
/// assert_eq!(Rating::resources()[0].base_path(), "/rating/modules");
/// ```
#[macro_export]
macro_rules! proxy {
    ($(#[$doc:meta])* $visibility:vis struct $name:ident {
        $($list:ident => $resource:ty),* $(,)? $(; $($nested:ty),* $(,)?)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        $visibility struct $name($crate::Connection);

        impl $name {
            /// The service, over this connection.
            #[must_use]
            pub fn new(connection: &$crate::Connection) -> Self {
                Self(connection.clone())
            }

            $(
                #[doc = concat!("All of the service's `", stringify!($resource), "`s that the connection may see.")]
                #[inline]
                pub fn $list(&self) -> <$resource as $crate::Listed>::List {
                    <$resource as $crate::Listed>::list(&self.0)
                }
            )*

            /// What is declared of each of the service's resources.
            #[must_use]
            pub const fn resources() -> &'static [&'static $crate::schema::Schema] {
                const {
                    &[
                        $(<$resource as $crate::Resource>::SCHEMA,)*
                        $($(<$nested as $crate::Resource>::SCHEMA,)*)?
                    ]
                }
            }
        }
    };
}
