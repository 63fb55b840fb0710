using PresignKit.SigV4;

namespace PresignKit.S3.Settings;

/// <summary>The addresses of the bucket for the backend and for browsers.</summary>
internal sealed record BucketAddresses(BucketEndpoint Internal, BucketEndpoint Public)
{
    public static BucketAddresses? Resolve(
        S3StoreOptions options, string endpoint, string region, StoreProfile? profile, Action<string, string> flaw)
    {
        var addressing = options.Addressing ?? Default(endpoint);
        var inside = Resolve(
            options.Bucket,
            endpoint,
            nameof(options.Endpoint),
            addressing,
            nameof(options.Addressing),
            PathPrefixRule.PassedOn,
            profile,
            flaw);
        var outside = inside;
        if (options.UseAccelerateEndpoint && !HostedEndpoint.IsStandIn(options))
        {
            outside = Resolve(
                options.Bucket, AmazonEndpoint.Accelerated(region, options.UseDualstackEndpoint == true), nameof(options.UseAccelerateEndpoint),
                BucketAddressing.VirtualHost, nameof(options.PublicAddressing), PathPrefixRule.PassedOn, profile, flaw);
        }
        else if (options.PublicEndpoint is { } publicEndpoint)
        {
            outside = Resolve(
                options.Bucket, publicEndpoint, nameof(options.PublicEndpoint),
                options.PublicAddressing ?? Default(publicEndpoint), nameof(options.PublicAddressing),
                options.PublicPathPrefix, profile, flaw);
        }
        else if (inside is not null && options.PublicAddressing is { } publicAddressing && publicAddressing != addressing)
        {
            outside = Resolve(
                options.Bucket,
                endpoint,
                nameof(options.Endpoint),
                publicAddressing,
                nameof(options.PublicAddressing),
                PathPrefixRule.PassedOn,
                profile,
                flaw);
        }

        CheckPathPrefix(options, outside, flaw);
        CheckSecurity(options, flaw);
        return inside is null || outside is null ? null : new(inside, outside);
    }

    private static BucketAddressing Default(string endpoint) =>
        AmazonEndpoint.IsAmazon(endpoint) ? BucketAddressing.VirtualHost : BucketAddressing.Path;

    private static BucketEndpoint? Resolve(
        string bucket, string endpoint, string endpointSetting, BucketAddressing addressing, string addressingSetting,
        PathPrefixRule pathPrefix, StoreProfile? profile, Action<string, string> flaw)
    {
        if (EndpointText.HasUserInformation(endpoint))
        {
            flaw(endpointSetting, "must not contain user information ('@'); set AccessKeyId and SecretAccessKey instead");
            return null;
        }

        if (EndpointText.HasQueryOrFragment(endpoint))
        {
            flaw(endpointSetting, "must not contain a query or a fragment; give only the store's address, such as https://s3.example.com");
            return null;
        }

        if (AmazonEndpoint.Refusal(endpoint) is { } refusal)
        {
            flaw(endpointSetting, $"is '{endpoint}': it {refusal}");
            return null;
        }

        if (AmazonEndpoint.IsAccelerated(endpoint) && AccelerationFlaw(bucket, addressing) is { } accelerated)
        {
            flaw(endpointSetting, accelerated);
            return null;
        }

        var capability = addressing == BucketAddressing.Path ? profile?.PathAddressing : profile?.VirtualHostAddressing;
        if (capability == Capability.No)
        {
            flaw(addressingSetting, $"is {addressing}, which a store with profile '{profile!.Name}' does not support");
        }

        // A wildcard certificate covers one label (RFC 6125, 6.4.3), so dots in the bucket's name break TLS.
        if (addressing == BucketAddressing.VirtualHost && !EndpointText.IsHttp(endpoint) && bucket.Contains('.', StringComparison.Ordinal))
        {
            flaw(
                addressingSetting,
                $"is VirtualHost, but '{bucket}' contains a dot, so no wildcard certificate covers {bucket}.{EndpointText.Host(endpoint)}: use Path");
        }

        if (endpoint.Contains("://", StringComparison.Ordinal) && BucketInEndpoint.Flaw(endpoint, bucket, addressing, pathPrefix) is { } contained)
        {
            flaw(endpointSetting, contained);
            return null;
        }

        try
        {
            return BucketEndpoint.Create(endpoint, bucket, addressing, pathPrefix);
        }
        catch (ArgumentException exception)
        {
            var setting = exception.ParamName switch
            {
                "endpoint" => endpointSetting,
                "addressing" => addressingSetting,
                "pathPrefix" => nameof(S3StoreOptions.PublicPathPrefix),
                _ => nameof(S3StoreOptions.Bucket),
            };
            flaw(setting, $"is invalid: {Sentence(exception)}");
            return null;
        }
    }

    /// <remarks>
    /// Amazon S3 User Guide, "Requirements for using Transfer Acceleration": virtual-hosted style only, and no period in the bucket's name. The rules of
    /// AWS's SDKs: access points do not support it.
    /// </remarks>
    private static string? AccelerationFlaw(string bucket, BucketAddressing addressing) =>
        addressing == BucketAddressing.Path ? "is an endpoint of Transfer Acceleration, which finds the bucket in the host only; use addressing VirtualHost"
        : bucket.Contains('.', StringComparison.Ordinal)
            ? $"requires a bucket without a dot in its name, because of Transfer Acceleration, but it is '{bucket}'; use another endpoint or bucket"
        : bucket.EndsWith("-s3alias", StringComparison.Ordinal)
            ? $"requires a bucket, because access points do not support Transfer Acceleration, but '{bucket}' is an access point; use another endpoint"
        : null;

    // Without a path to remove, one of the two settings is wrong, and every signature would be invalid.
    private static void CheckPathPrefix(S3StoreOptions options, BucketEndpoint? outside, Action<string, string> flaw)
    {
        if (options.PublicPathPrefix == PathPrefixRule.RemovedByProxy && outside is { PathPrefix: PathPrefixRule.PassedOn })
        {
            flaw(nameof(options.PublicPathPrefix), $"is {options.PublicPathPrefix}, but PublicEndpoint has no path that a proxy could remove");
        }
    }

    private static void CheckSecurity(S3StoreOptions options, Action<string, string> flaw)
    {
        var (endpoint, setting) = options.PublicEndpoint is { } publicEndpoint
            ? (publicEndpoint, nameof(options.PublicEndpoint))
            : (options.Endpoint ?? "", nameof(options.Endpoint));
        if (!options.AllowInsecurePublicEndpoint
            && EndpointText.IsHttp(endpoint) && !EndpointText.HasUserInformation(endpoint) && !EndpointText.IsLoopback(endpoint))
        {
            flaw(setting, $"is '{endpoint}': browsers would send files and signatures over plain http. Use https, or "
                + (options.InsecureAdvice ?? $"set {nameof(options.AllowInsecurePublicEndpoint)} to true"));
        }
    }

    /// <summary>The message without the parameter name that the runtime appends, and without the final period.</summary>
    private static string Sentence(ArgumentException exception)
    {
        var parameter = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (parameter < 0 ? exception.Message : exception.Message[..parameter]).TrimEnd('.');
    }
}
