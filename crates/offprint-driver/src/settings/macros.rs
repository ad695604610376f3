//! Macros for the settings of a format of one's own, and for those that are here.

/// Implements [`Combine`](crate::settings::Combine) for a struct, field by field; a field that is forgotten is an error of the compiler.
#[macro_export]
macro_rules! combine {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::settings::Combine for $name {
            fn combine(self, other: Self) -> Self {
                let Self { $($field),* } = self;
                Self { $($field: $crate::settings::Combine::combine($field, other.$field)),* }
            }
        }
    };
}

/// Declares an enum of the values that an option takes, each with its name and its help.
#[macro_export]
macro_rules! choices {
    ($(#[doc = $about:literal])* $visibility:vis enum $name:ident {
        $($(#[doc = $help:literal])* $variant:ident = $written:literal),* $(,)?
    }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $visibility enum $name {
            $($(#[doc = $help])* $variant),*
        }

        impl $crate::settings::Value for $name {
            fn parse(text: &str) -> Result<Self, $crate::settings::InvalidValue> {
                match text {
                    $($written => Ok(Self::$variant),)*
                    _ => Err($crate::settings::InvalidValue::not("one of its choices")),
                }
            }

            fn choices() -> &'static [$crate::settings::Choice] {
                const CHOICES: &[$crate::settings::Choice] =
                    &[$($crate::settings::Choice { name: $written, help: concat!($($help),*).trim_ascii() }),*];
                CHOICES
            }
        }
    };
}
