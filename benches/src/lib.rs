//! Speed of korrigo against what a user would pick instead.
