/** The version this phone tells the server; the same as the distribution's. */
export const APP_VERSION = "0.1.0"
