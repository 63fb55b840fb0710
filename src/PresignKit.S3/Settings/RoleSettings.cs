namespace PresignKit.S3.Settings;

/// <summary>The role of a store as it is in force: validated, immutable, with every default filled in.</summary>
/// <param name="RoleArn">The role.</param>
/// <param name="SessionName">What the token service's log calls the session.</param>
/// <param name="ExternalId">What the role's trust policy may ask for.</param>
/// <param name="Duration">How long a session lasts.</param>
/// <param name="Endpoint">The token service; null: Amazon's regional one.</param>
/// <param name="Region">The region that its requests are signed for.</param>
/// <param name="WebIdentityTokenFile">The file with the token that proves who asks; null: keys do.</param>
internal sealed record RoleSettings(
    string RoleArn, string SessionName, string? ExternalId, TimeSpan Duration, string? Endpoint, string Region, string? WebIdentityTokenFile);
