
namespace PresignKit.S3.Settings;

/// <summary>Rejects combinations of endpoint and profile that cannot work, or that would claim guarantees measured on a different store.</summary>
internal static class EndpointRules
{
    public static void Check(S3StoreOptions options, string endpoint, StoreProfile? profile, Action<string, string> flaw)
    {
        if (EndpointText.HasUserInformation(endpoint))
        {
            return;
        }

        var (home, host) = (HostedEndpoint.HomeOf(profile), HostedEndpoint.HostOf(endpoint));
        if (home is not null && host != StoreHost.OwnServer && home != host)
        {
            flaw(
                nameof(options.Profile),
                $"is '{profile!.Name}', but {endpoint} is {NameOf(host)}; use profile '{ProfileOf(host).Name}', or the one that a probe prints");
        }

        if (home == StoreHost.CloudflareR2 || host == StoreHost.CloudflareR2)
        {
            CheckCustomDomain(options, endpoint, flaw);
        }
    }

    /// <summary>Whether the profile belongs to a store at another endpoint.</summary>
    public static bool IsProfileOfAnotherStore(StoreProfile profile, string url) =>
        HostedEndpoint.HomeOf(profile) is { } home && home != StoreHost.OwnServer && HostedEndpoint.HostOf(url) != home && !EndpointText.IsLoopback(url);

    /// <summary>The profile of a store at a custom endpoint: for a server of your own, the generic one, which guarantees nothing.</summary>
    public static StoreProfile ProfileOf(StoreHost host) => host switch
    {
        StoreHost.Amazon => S3Profiles.Aws,
        StoreHost.CloudflareR2 => S3Profiles.R2,
        StoreHost.BackblazeB2 => S3Profiles.B2,
        _ => StoreProfile.Generic,
    };

    // Cloudflare R2, "Presigned URLs", "Limitations".
    private static void CheckCustomDomain(S3StoreOptions options, string endpoint, Action<string, string> flaw)
    {
        Check(nameof(options.PublicEndpoint), options.PublicEndpoint);
        Check(nameof(options.Endpoint), endpoint);

        void Check(string setting, string? address)
        {
            if (address is null || EndpointText.HasUserInformation(address) || EndpointText.IsLoopback(address)
                || HostedEndpoint.HostOf(address) == StoreHost.CloudflareR2)
            {
                return;
            }

            flaw(setting, $"is '{address}', but Cloudflare R2 accepts presigned URLs only at its own host (ACCOUNT.r2.cloudflarestorage.com), not at a "
                + "custom domain; remove it and set AccountId");
        }
    }

    private static string NameOf(StoreHost host) => host switch
    {
        StoreHost.CloudflareR2 => "Cloudflare R2",
        StoreHost.BackblazeB2 => "Backblaze B2",
        _ => "Amazon S3",
    };
}
