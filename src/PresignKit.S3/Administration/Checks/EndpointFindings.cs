using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Checks;

/// <summary>
/// The findings that follow from the endpoints and profile without a request to the store and may be intended. Settings that cannot work prevent the
/// start instead.
/// </summary>
internal static class EndpointFindings
{
    public static IEnumerable<StoreFinding> Read(S3StoreSettings settings) =>
        new[] { PublicReach.Read(settings), Insecure(settings), ProfileOfAnotherStore(settings) }.OfType<StoreFinding>();

    private static StoreFinding? Insecure(S3StoreSettings settings)
    {
        var url = settings.PublicBucket.Url;
        return !EndpointText.IsHttp(url) || EndpointText.IsLoopback(url) ? null : new(
            FindingCodes.PublicEndpointInsecure,
            FindingSeverity.Warning,
            $"Signed URLs of store '{settings.Name}' begin with {url}: anyone who can read the network traffic can read the files and use the URLs "
                + "until they expire. "
                + (settings.ConfiguredProfile.Name == S3Profiles.Local.Name
                    ? "The embedded store has no TLS: use it only in networks that you trust."
                    : $"Set Stores:{settings.Name}:PublicEndpoint to an https address, and remove {nameof(S3StoreOptions.AllowInsecurePublicEndpoint)}."));
    }

    private static StoreFinding? ProfileOfAnotherStore(S3StoreSettings settings)
    {
        var (profile, url) = (settings.ConfiguredProfile, settings.InternalBucket.Url);
        return !EndpointRules.IsProfileOfAnotherStore(profile, url) ? null : new(
            FindingCodes.ProfileOfAnotherStore,
            FindingSeverity.Warning,
            $"Store '{settings.Name}' has profile '{profile.Name}', but {url} is not an endpoint of that store; guarantees of slots may not hold "
                + $"there. Set Stores:{settings.Name}:Profile to the profile of this store, or use the profile that a probe prints.");
    }
}
