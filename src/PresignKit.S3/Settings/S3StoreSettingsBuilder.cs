namespace PresignKit.S3.Settings;

/// <summary>From options to settings; every flaw becomes a sentence that names the setting and never a secret.</summary>
internal static class S3StoreSettingsBuilder
{
    /// <param name="name">The store's name.</param>
    /// <param name="options">What is configured.</param>
    /// <param name="flaws">Takes what is wrong with it.</param>
    /// <param name="discovered">The bucket's region as the store answered, if it is asked; null: not yet.</param>
    public static S3StoreSettings? Build(string name, S3StoreOptions options, ICollection<string> flaws, string? discovered = null)
    {
        var before = flaws.Count;
        void Flaw(string setting, string message) => flaws.Add($"Stores:{name}:{setting} {message}.");

        foreach (var flaw in options.SectionFlaws)
        {
            flaws.Add(flaw);
        }

        var bucketIsSound = BucketNameRule.Check(options.Bucket, Flaw);
        var regionIsSound = RegionRule.Check(options, Flaw);
        var profile = options.Profile ?? EndpointRules.ProfileOf(HostedEndpoint.HostOf(options, profile: null));
        var region = RegionRule.InForce(options, HostedEndpoint.HostOf(options, profile), discovered);
        var credentials = StaticCredentials.Read(options, Flaw);
        var role = RoleRule.Read(name, options, region, Flaw);
        var uploadCredentials = UploadCredentialSettings.Read(options, profile, Flaw);
        DirectPrincipalRule.Check(options.DirectPrincipals, Flaw);
        var endpoint = regionIsSound ? HostedEndpoint.Resolve(options, region, profile, Flaw) : null;
        if (!bucketIsSound || endpoint is null)
        {
            return null;
        }

        EndpointRules.Check(options, endpoint, profile, Flaw);
        var addresses = BucketAddresses.Resolve(options, endpoint, profile, Flaw);
        return flaws.Count > before || addresses is null ? null : new()
        {
            Name = name,
            Bucket = options.Bucket,
            Region = region,
            // The SDK appends the bucket after a slash of its own. Amazon's own endpoint it makes itself.
            ServiceUrl = options.Endpoint is null && HostedEndpoint.HostOf(endpoint) == StoreHost.Amazon ? null : endpoint.TrimEnd('/'),
            Addressing = addresses.Internal.Addressing,
            InternalBucket = addresses.Internal,
            PublicBucket = addresses.Public,
            Profile = UploadCredentialSettings.Effective(profile, uploadCredentials),
            ConfiguredProfile = profile,
            Credentials = credentials ?? options.Credentials,
            Role = role,
            UploadCredentials = uploadCredentials,
            DirectPrincipals = [.. options.DirectPrincipals.Distinct(StringComparer.Ordinal)],
        };
    }
}
