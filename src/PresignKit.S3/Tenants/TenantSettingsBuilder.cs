using PresignKit.S3.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Tenants;

/// <summary>Applies a tenant's settings to those of the registered store, and validates the result by the same rules.</summary>
internal static class TenantSettingsBuilder
{
    /// <param name="name">The name of the tenant's store, for messages.</param>
    /// <param name="origin">The options of the registered store at its start, with its current credentials.</param>
    /// <param name="tenant">The tenant's settings.</param>
    /// <param name="opened">The registered store.</param>
    /// <exception cref="StoreException">A setting is invalid.</exception>
    public static S3StoreSettings Build(string name, S3StoreOptions origin, S3TenantSettings tenant, S3StoreProvider opened)
    {
        var flaws = new List<string>();
        if (tenant.HasOwnCredentials && opened.Settings.UploadCredentials is not null)
        {
            flaws.Add($"Stores:{name} has credentials of its own, but store '{opened.Settings.Name}' signs uploads with UploadCredentials, which belong to "
                + "another account; remove one of the two.");
        }

        if (tenant.ExternalId is not null && tenant.RoleArn is null)
        {
            flaws.Add($"Stores:{name}:ExternalId is set without RoleArn; set both, or none.");
        }

        var settings = S3StoreSettingsBuilder.Build(name, Apply(origin.Copy(), tenant, opened.Settings), flaws);
        if (settings is not null && settings.ConfiguredProfile != opened.Settings.ConfiguredProfile)
        {
            flaws.Add($"Stores:{name}:Endpoint is that of a store with profile '{settings.ConfiguredProfile.Name}', but the policies were checked for "
                + $"profile '{opened.Settings.ConfiguredProfile.Name}' of store '{opened.Settings.Name}'; use a store of the same kind.");
        }

        if (settings is null || flaws.Count > 0)
        {
            throw new StoreException(
                ErrorCodes.SettingsInvalid,
                $"The settings of tenant '{tenant.Tenant}' are invalid:{string.Concat(flaws.Select(flaw => $"{Environment.NewLine}  - {flaw}"))}");
        }

        // The account that signs uploads is reloaded together with the registered store's.
        return settings with { UploadCredentials = opened.Settings.UploadCredentials };
    }

    private static S3StoreOptions Apply(S3StoreOptions options, S3TenantSettings tenant, S3StoreSettings origin)
    {
        options.Bucket = tenant.Bucket;
        if (tenant.Region is { } region)
        {
            (options.Region, options.RegionSource, options.DiscoverRegion) = (region, null, false);
        }
        else if (options.DiscoverRegion)
        {
            // The registered store has been asked for it.
            (options.Region, options.DiscoverRegion) = (origin.Region, false);
        }

        if (tenant.Endpoint is { } endpoint)
        {
            (options.Endpoint, options.EndpointSource, options.PublicEndpoint, options.PublicAddressing) = (endpoint, null, null, null);
            (options.UseDualstackEndpoint, options.UseFipsEndpoint, options.UseAccelerateEndpoint) = (null, null, false);
        }

        options.RequesterPays = tenant.RequesterPays ?? options.RequesterPays;
        options.ExpectedBucketOwner = tenant.ExpectedBucketOwner ?? options.ExpectedBucketOwner;
        options.PublicEndpoint = tenant.PublicEndpoint ?? options.PublicEndpoint;
        if (tenant.HasOwnCredentials)
        {
            ApplyCredentials(options, tenant);
        }

        return options;
    }

    // A role is assumed with the tenant's own credentials, or else with the registered store's.
    private static void ApplyCredentials(S3StoreOptions options, S3TenantSettings tenant)
    {
        if (tenant.AccessKeyId is not null || tenant.SecretAccessKey is not null || tenant.SessionToken is not null || tenant.Credentials is not null)
        {
            (options.AccessKeyId, options.SecretAccessKey, options.SessionToken) = (tenant.AccessKeyId, tenant.SecretAccessKey, tenant.SessionToken);
            options.Credentials = tenant.Credentials;
        }

        options.AssumeRole = tenant.RoleArn is not { } role ? null : new()
        {
            RoleArn = role,
            ExternalId = tenant.ExternalId,
            SessionName = options.AssumeRole?.SessionName,
            Endpoint = options.AssumeRole?.Endpoint,
            Duration = options.AssumeRole?.Duration ?? new S3AssumeRole().Duration,
            WebIdentityTokenFile = options.AssumeRole?.WebIdentityTokenFile,
        };
    }
}
