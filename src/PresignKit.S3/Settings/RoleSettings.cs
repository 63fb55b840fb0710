namespace PresignKit.S3.Settings;

/// <summary>The validated settings of a role, immutable and with all defaults applied.</summary>
/// <param name="RoleArn">The role.</param>
/// <param name="SessionName">The name of the session in the token service's log.</param>
/// <param name="ExternalId">The external ID that the role's trust policy may require.</param>
/// <param name="Duration">How long a session lasts.</param>
/// <param name="Endpoint">The token service; null: Amazon's regional one.</param>
/// <param name="Region">The region for which requests to the token service are signed.</param>
/// <param name="WebIdentityTokenFile">The file with the token that authenticates the request; null: other credentials do.</param>
internal sealed record RoleSettings(
    string RoleArn, string SessionName, string? ExternalId, TimeSpan Duration, string? Endpoint, string Region, string? WebIdentityTokenFile);
