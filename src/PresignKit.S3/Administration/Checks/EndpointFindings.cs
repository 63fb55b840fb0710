using PresignKit.S3.Settings;
using PresignKit.Setup;

namespace PresignKit.S3.Administration.Checks;

/// <summary>What endpoints and profile tell without a question to the store, and may be meant: what cannot work is refused when the host starts.</summary>
internal static class EndpointFindings
{
    public static IEnumerable<StoreFinding> Read(S3StoreSettings settings) =>
        new[] { PublicReach.Read(settings), Insecure(settings), FarFromHome(settings) }.OfType<StoreFinding>();

    private static StoreFinding? Insecure(S3StoreSettings settings)
    {
        var url = settings.PublicBucket.Url;
        return !EndpointText.IsHttp(url) || EndpointText.IsLoopback(url) ? null : new(
            FindingCodes.PublicEndpointInsecure,
            FindingSeverity.Warning,
            $"Signed URLs of store '{settings.Name}' begin with {url}: whoever listens on the network reads the files and, until they expire, can use the URLs. Set Stores:{settings.Name}:PublicEndpoint to an https address, and PublicEndpointSecurity back to {nameof(PublicEndpointSecurity.RequireHttps)}.");
    }

    private static StoreFinding? FarFromHome(S3StoreSettings settings)
    {
        var (profile, url) = (settings.ConfiguredProfile, settings.InternalBucket.Url);
        return !EndpointRules.IsFarFromHome(profile, url) ? null : new(
            FindingCodes.ProfileOfAnotherStore,
            FindingSeverity.Warning,
            $"Store '{settings.Name}' has profile '{profile.Name}', and {url} is not at home there: if it is another store, slots promise what it may not keep. Set Stores:{settings.Name}:ProfileName to its own kind, or give it the profile that a probe of it prints.");
    }
}
