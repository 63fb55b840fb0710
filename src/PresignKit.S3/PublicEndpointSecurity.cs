namespace PresignKit.S3;

/// <summary>Whether the address that browsers reach may be http.</summary>
public enum PublicEndpointSecurity
{
    /// <summary>It is https, or http to the very machine (<c>localhost</c>, <c>127.0.0.1</c>, <c>[::1]</c>).</summary>
    RequireHttps,

    /// <summary>
    /// It may be http anywhere. Whoever listens on the network then reads the files and, until they expire, can use the URLs.
    /// </summary>
    AllowInsecurePublicEndpoint,
}
