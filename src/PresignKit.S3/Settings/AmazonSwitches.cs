namespace PresignKit.S3.Settings;

/// <summary>
/// Validates the kinds of Amazon's endpoints: dual-stack, FIPS, and Transfer Acceleration. What Amazon does not offer has no address, so that every
/// request would fail long after the start, and what another setting replaces would be dropped without a word.
/// </summary>
internal static class AmazonSwitches
{
    /// <summary>The regions of buckets with Transfer Acceleration.</summary>
    /// <remarks>Amazon S3 User Guide, "Requirements for using Transfer Acceleration".</remarks>
    private static readonly string[] Accelerated =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-west-1", "eu-west-2",
        "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    public static void Check(S3StoreOptions options, StoreHost host, string region, Action<string, string> flaw)
    {
        if (HostedEndpoint.IsStandIn(options))
        {
            return;
        }

        CheckKind(nameof(options.UseDualstackEndpoint), options.UseDualstackEndpoint == true, AmazonEndpoint.IsDualstack);
        CheckKind(nameof(options.UseFipsEndpoint), options.UseFipsEndpoint == true, AmazonEndpoint.IsFips);
        if (options.UseFipsEndpoint == true && options.Endpoint is null && host == StoreHost.Amazon && !HasFips(region))
        {
            flaw(
                nameof(options.UseFipsEndpoint),
                $"is true, but Amazon S3 has no FIPS endpoint in region '{region}'; set it to false, use a region of the United States or Canada, or, "
                    + $"if there is one by now, set Endpoint to {AmazonEndpoint.Of(region, fips: true, options.UseDualstackEndpoint == true)} instead");
        }

        if (options.UseAccelerateEndpoint)
        {
            CheckAcceleration(options, host, region, flaw);
        }

        void CheckKind(string setting, bool isSet, Func<string, bool> isOfKind)
        {
            if (!isSet)
            {
                return;
            }

            if (host != StoreHost.Amazon)
            {
                flaw(setting, "is a setting of Amazon S3, but the store is somewhere else; remove it");
            }
            else if (options.Endpoint is { } endpoint)
            {
                flaw(setting, $"is true, but Endpoint is set to '{endpoint}'; remove one of the two");
            }
            else if (options.PublicEndpoint is { } outside && AmazonEndpoint.IsAmazon(outside) && !isOfKind(outside))
            {
                flaw(setting, $"is true, but PublicEndpoint '{outside}' is another kind of endpoint of Amazon S3; remove one of the two");
            }
        }
    }

    // The standard is of the United States and Canada, and so are the endpoints, in all partitions.
    private static bool HasFips(string region) =>
        region.StartsWith("us-", StringComparison.Ordinal) || region.StartsWith("ca-", StringComparison.Ordinal);

    private static void CheckAcceleration(S3StoreOptions options, StoreHost host, string region, Action<string, string> flaw)
    {
        const string Setting = nameof(options.UseAccelerateEndpoint);
        if (host != StoreHost.Amazon)
        {
            flaw(Setting, "is a setting of Amazon S3, but the store is somewhere else; remove it");
        }
        else if (options.UseFipsEndpoint == true)
        {
            flaw(Setting, "is true, but Transfer Acceleration has no FIPS endpoint; remove it, or UseFipsEndpoint");
        }
        else if (options.PublicEndpoint is { } outside)
        {
            flaw(Setting, $"is true, but PublicEndpoint is set to '{outside}', which browsers would use instead; remove one of the two");
        }
        else if (!Accelerated.Contains(region, StringComparer.Ordinal))
        {
            flaw(
                Setting,
                $"is true, but Amazon S3 has no Transfer Acceleration for buckets in region '{region}'; remove it, or, if there is by now, set "
                    + $"PublicEndpoint to {AmazonEndpoint.Accelerated(region, options.UseDualstackEndpoint == true)} instead");
        }
        else if ((options.PublicAddressing ?? options.Addressing) == SigV4.BucketAddressing.Path)
        {
            flaw(
                options.PublicAddressing is null ? nameof(options.Addressing) : nameof(options.PublicAddressing),
                $"is Path, but Transfer Acceleration finds the bucket in the host only; remove it, or {Setting}");
        }
    }
}
