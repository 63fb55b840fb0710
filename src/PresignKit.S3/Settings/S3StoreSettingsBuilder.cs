namespace PresignKit.S3.Settings;

/// <summary>Builds settings from options. Every flaw is a sentence that names the setting and contains no secret.</summary>
internal static class S3StoreSettingsBuilder
{
    /// <param name="name">The store's name.</param>
    /// <param name="options">The options.</param>
    /// <param name="flaws">Receives the flaws.</param>
    /// <param name="discovered">The region that the store returned, if it is requested from the store; null: not yet.</param>
    public static S3StoreSettings? Build(string name, S3StoreOptions options, ICollection<string> flaws, string? discovered = null)
    {
        var before = flaws.Count;
        void Flaw(string setting, string message) => flaws.Add($"Stores:{name}:{setting}{SourceOf(setting, options)} {message}.");

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
        var facts = BucketFacts.Read(options, profile, Flaw);
        DirectPrincipalRule.Check(options.DirectPrincipals, Flaw);
        var endpoint = regionIsSound ? HostedEndpoint.Resolve(options, region, profile, Flaw) : null;
        if (!bucketIsSound || endpoint is null)
        {
            return null;
        }

        EndpointRules.Check(options, endpoint, profile, Flaw);
        if (HostedEndpoint.HostOf(endpoint) == StoreHost.Amazon)
        {
            RegionRule.CheckAmazon(options, endpoint, Flaw);
        }
        else if (HostedEndpoint.HostOf(endpoint) == StoreHost.OwnServer)
        {
            RegionRule.CheckOwnServer(options, profile, Flaw);
        }

        var addresses = BucketAddresses.Resolve(options, endpoint, region, profile, Flaw);
        return flaws.Count > before || addresses is null ? null : new()
        {
            Name = name,
            Bucket = options.Bucket,
            Region = region,
            // The SDK adds a slash before the bucket. It derives Amazon's own endpoint by itself.
            ServiceUrl = options.Endpoint is null && HostedEndpoint.HostOf(endpoint) == StoreHost.Amazon ? null : endpoint.TrimEnd('/'),
            UseFips = options.UseFipsEndpoint == true && AmazonEndpoint.IsFips(endpoint),
            UseDualstack = options.UseDualstackEndpoint == true && AmazonEndpoint.IsDualstack(endpoint),
            Addressing = addresses.Internal.Addressing,
            InternalBucket = addresses.Internal,
            PublicBucket = addresses.Public,
            Profile = UploadCredentialSettings.Effective(profile, uploadCredentials),
            ConfiguredProfile = profile,
            Credentials = credentials ?? options.Credentials,
            Role = role,
            UploadCredentials = uploadCredentials,
            BucketFacts = facts,
            AllowPublicReads = options.AllowPublicReads,
            DirectPrincipals = [.. options.DirectPrincipals.Distinct(StringComparer.Ordinal)],
        };
    }

    private static string SourceOf(string setting, S3StoreOptions options) => setting switch
    {
        nameof(S3StoreOptions.Region) when options.RegionSource is { } source => $" (from {source})",
        nameof(S3StoreOptions.Endpoint) when options.EndpointSource is { } source => $" (from {source})",
        nameof(S3StoreOptions.UseFipsEndpoint) when options.FipsSource is { } source => $" (from {source})",
        nameof(S3StoreOptions.UseDualstackEndpoint) when options.DualstackSource is { } source => $" (from {source})",
        _ => "",
    };
}
