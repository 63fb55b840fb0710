namespace PresignKit.S3.Settings;

/// <summary>Fills in what the settings leave open, as AWS's own tools do: the region and the endpoint from the environment or the profile.</summary>
internal static class AwsDefaults
{
    public static void Apply(S3StoreOptions options, AwsEnvironment environment)
    {
        if (options.Endpoint is null && environment.FindEndpoint() is { } endpoint && IsForThisStore(options, endpoint.Value))
        {
            (options.Endpoint, options.EndpointSource) = endpoint;
        }

        if (options.Region is null && !options.DiscoverRegion
            && HostedEndpoint.HostOf(options, options.Profile) != StoreHost.CloudflareR2
            && environment.FindRegion() is { } region)
        {
            (options.Region, options.RegionSource) = region;
        }

        // They choose one of Amazon's endpoints, so that they mean nothing to a store that has another.
        if (options.Endpoint is null && HostedEndpoint.HostOf(options, options.Profile) == StoreHost.Amazon)
        {
            if (options.UseDualstackEndpoint is null && environment.FindUseDualstack() is { } dualstack)
            {
                (options.UseDualstackEndpoint, options.DualstackSource) = dualstack;
            }

            if (options.UseFipsEndpoint is null && environment.FindUseFips() is { } fips)
            {
                (options.UseFipsEndpoint, options.FipsSource) = fips;
            }
        }
    }

    // Where other settings determine the endpoint of a hosted store, one for another store must not replace it.
    private static bool IsForThisStore(S3StoreOptions options, string endpoint) => HostedEndpoint.HostOf(options, options.Profile) switch
    {
        StoreHost.CloudflareR2 => options.AccountId is null && IsOf(StoreHost.CloudflareR2, endpoint),
        StoreHost.BackblazeB2 => options.Region is null && IsOf(StoreHost.BackblazeB2, endpoint),
        _ => true,
    };

    private static bool IsOf(StoreHost host, string endpoint) => HostedEndpoint.HostOf(endpoint) == host || EndpointText.IsLoopback(endpoint);
}
