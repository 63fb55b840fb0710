
namespace PresignKit.S3.Settings;

/// <summary>The endpoints of hosted stores, derived from an account or a region.</summary>
internal static class HostedEndpoint
{
    private const string R2Domain = ".r2.cloudflarestorage.com";
    private const string B2Domain = ".backblazeb2.com";

    /// <summary>The host of the endpoint; <see cref="StoreHost.OwnServer"/> if it is not a known one.</summary>
    public static StoreHost HostOf(string endpoint)
    {
        var host = EndpointText.Host(endpoint);
        return AmazonEndpoint.IsAmazon(endpoint) ? StoreHost.Amazon
            : host.EndsWith(R2Domain, StringComparison.OrdinalIgnoreCase) ? StoreHost.CloudflareR2
            : host.EndsWith(B2Domain, StringComparison.OrdinalIgnoreCase) ? StoreHost.BackblazeB2
            : StoreHost.OwnServer;
    }

    /// <summary>The host of the store, according to its endpoint, its registration, or the name of its profile.</summary>
    public static StoreHost HostOf(S3StoreOptions options, StoreProfile? profile) =>
        options.Endpoint is { } endpoint ? HostOf(endpoint)
        : options.Host != StoreHost.Unspecified ? options.Host
        : options.AccountId is not null ? StoreHost.CloudflareR2
        : HomeOf(profile) ?? StoreHost.Amazon;

    /// <summary>
    /// The host of stores with a ready-made profile; null if the profile does not specify one. It is determined by name, so it also applies to a
    /// profile derived from a ready-made one, such as Ceph with another capability.
    /// </summary>
    public static StoreHost? HomeOf(StoreProfile? profile) => profile?.Name.ToLowerInvariant() switch
    {
        "aws" => StoreHost.Amazon,
        "r2" => StoreHost.CloudflareR2,
        "b2" => StoreHost.BackblazeB2,
        "ceph" or "ceph-patched" or "minio" or "local" => StoreHost.OwnServer,
        _ => null,
    };

    /// <summary>Whether a server on this machine replaces the store, as in development. The other settings remain as in production.</summary>
    public static bool IsStandIn(S3StoreOptions options) => options.Endpoint is { } endpoint && EndpointText.IsLoopback(endpoint);

    /// <summary>The internal endpoint, configured or derived; null if a setting is invalid.</summary>
    public static string? Resolve(S3StoreOptions options, string region, StoreProfile? profile, Action<string, string> flaw)
    {
        // It is rejected together with other invalid addresses, and never shown.
        if (options.Endpoint is { } given && EndpointText.HasUserInformation(given))
        {
            return given;
        }

        var host = HostOf(options, profile);
        if (host != StoreHost.CloudflareR2 && options.Host != StoreHost.CloudflareR2 && !IsStandIn(options))
        {
            RefuseR2Settings(options, flaw);
        }

        AmazonSwitches.Check(options, host, region, flaw);
        switch (host)
        {
            case StoreHost.CloudflareR2:
                return R2(options, flaw);
            case StoreHost.BackblazeB2:
                return B2(options, flaw);
            case StoreHost.Amazon:
                // It becomes part of a host name, and the SDK throws for anything else.
                if (RegionRule.InsteadOfPseudoRegion(region) is { } instead)
                {
                    flaw(nameof(options.Region), $"is '{region}', which is an endpoint's name in AWS's own tools and no region; {instead}");
                    return null;
                }

                if (!IsLabel(region) || (options.Endpoint is null && !AmazonEndpoint.IsAmazon(AmazonEndpoint.Of(region))))
                {
                    flaw(nameof(options.Region), $"is '{region}', which is not a valid Amazon region; use the bucket's region, such as eu-central-1");
                    return null;
                }

                return options.Endpoint ?? AmazonEndpoint.Of(region, options.UseFipsEndpoint == true, options.UseDualstackEndpoint == true);
            default:
                // Without an endpoint it would be Amazon, with guarantees that were measured on a different store.
                if (options.Endpoint is null)
                {
                    flaw(nameof(options.Endpoint), "is missing; set it to the store's address, such as https://s3.example.com "
                        + $"(a store with profile '{profile?.Name}' is a server of your own)");
                }

                return options.Endpoint;
        }
    }

    /// <summary>
    /// Cloudflare R2, "S3 API compatibility" and "Data location": <c>ACCOUNT.r2.cloudflarestorage.com</c>, with the jurisdiction inserted before
    /// <c>r2</c>.
    /// </summary>
    private static string? R2(S3StoreOptions options, Action<string, string> flaw)
    {
        var (account, jurisdiction) = (options.AccountId, options.Jurisdiction);
        if (options.DiscoverRegion)
        {
            flaw(nameof(options.DiscoverRegion), "is true, but the only region of Cloudflare R2 is auto; remove it");
        }

        if (jurisdiction is not null && !IsLabel(jurisdiction))
        {
            flaw(nameof(options.Jurisdiction), "is not a valid jurisdiction; use the label in the R2 endpoint, such as eu, us or fedramp");
            return null;
        }

        if (account is not null && !IsLabel(account))
        {
            flaw(nameof(options.AccountId), "is not a valid account ID; use the 32 hexadecimal digits in front of r2.cloudflarestorage.com");
            return null;
        }

        var ending = (jurisdiction is null ? "" : $".{jurisdiction}") + R2Domain;
        if (options.Endpoint is { } endpoint)
        {
            // A contradictory setting must not be ignored: the jurisdiction determines the country in which the files are stored.
            if (jurisdiction is not null && !EndpointText.Host(endpoint).EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                flaw(nameof(options.Jurisdiction), $"is '{jurisdiction}', which the Endpoint '{endpoint}' does not contain; set only one of the two");
            }

            if (account is not null && !EndpointText.Host(endpoint).Equals(account + ending, StringComparison.OrdinalIgnoreCase))
            {
                flaw(nameof(options.AccountId), $"does not match the account in the Endpoint '{endpoint}'; set only one of the two");
            }

            return endpoint;
        }

        if (account is null)
        {
            flaw(nameof(options.AccountId), "is missing; set it to the account ID, which is ACCOUNT in https://ACCOUNT.r2.cloudflarestorage.com");
            return null;
        }

        return $"https://{account}{ending}";
    }

    // If a jurisdiction were ignored, the files would be stored in the wrong country.
    private static void RefuseR2Settings(S3StoreOptions options, Action<string, string> flaw)
    {
        Check(nameof(options.AccountId), options.AccountId);
        Check(nameof(options.Jurisdiction), options.Jurisdiction);

        void Check(string setting, string? value)
        {
            if (value is not null)
            {
                flaw(setting, "is a setting of Cloudflare R2, but the store is somewhere else; remove it, or use AddCloudflareR2");
            }
        }
    }

    /// <summary>Backblaze, "Call the S3-Compatible API": <c>s3.REGION.backblazeb2.com</c>.</summary>
    private static string? B2(S3StoreOptions options, Action<string, string> flaw)
    {
        if (options.DiscoverRegion)
        {
            flaw(nameof(options.DiscoverRegion), "is true, but the endpoint of Backblaze B2 depends on the region; set Region instead");
            return null;
        }

        if (options.Region is not { } region)
        {
            flaw(nameof(options.Region), "is missing; use the one in the endpoint on the bucket's page, such as us-west-004");
            return null;
        }

        if (options.Endpoint is { } endpoint)
        {
            if (!$".{EndpointText.Host(endpoint)}".EndsWith($".s3.{region}{B2Domain}", StringComparison.OrdinalIgnoreCase))
            {
                flaw(nameof(options.Region), $"is '{region}', which does not match the Endpoint '{endpoint}'; remove one of the two");
            }

            return endpoint;
        }

        if (region.Count(c => c == '-') == 2 && region[(region.LastIndexOf('-') + 1)..] is { Length: 3 } number && number.All(char.IsAsciiDigit))
        {
            return $"https://s3.{region}{B2Domain}";
        }

        flaw(
            nameof(options.Region),
            $"is '{region}', which is not a valid Backblaze B2 region; use the one in the endpoint on the bucket's page, such as us-west-004");
        return null;
    }

    private static bool IsLabel(string text) =>
        text.Length is > 0 and <= 63 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && text[0] != '-' && text[^1] != '-';
}
