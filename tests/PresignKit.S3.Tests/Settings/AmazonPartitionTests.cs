using Amazon;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Settings;

/// <summary>Every partition of Amazon is Amazon, and what a presigned URL cannot reach there is refused.</summary>
public sealed class AmazonPartitionTests
{
    [Theory]
    [InlineData("eu-central-1", "amazonaws.com")]
    [InlineData("us-gov-west-1", "amazonaws.com")]
    [InlineData("cn-north-1", "amazonaws.com.cn")]
    [InlineData("eusc-de-east-1", "amazonaws.eu")]
    [InlineData("us-iso-east-1", "c2s.ic.gov")]
    [InlineData("us-isob-east-1", "sc2s.sgov.gov")]
    [InlineData("eu-isoe-west-1", "cloud.adc-e.uk")]
    [InlineData("us-isof-south-1", "csp.hci.ic.gov")]
    public void Start_AnyPartition_IsAmazon(string region, string domain)
    {
        Assert.Equal($"https://s3.{region}.{domain}", AmazonEndpoint.Of(region));
        Assert.Equal(domain, RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix);
        foreach (var host in new[] { $"s3.{region}", $"s3.dualstack.{region}", $"s3-fips.{region}", $"vpce-1-a.s3.{region}.vpce" })
        {
            Assert.True(AmazonEndpoint.IsAmazon($"https://{host}.{domain}"), host);
            Assert.Equal(region, AmazonEndpoint.RegionOf($"https://{host}.{domain}"));
        }

        using var services = TestApp.WithStore(o => (o.Region, o.Endpoint) = (region, $"https://s3.{region}.{domain}"));
        Assert.Empty(services.Flaws());
        using var provider = TestStoreProvider.Create(o => (o.Region, o.Endpoint) = (region, $"https://s3.{region}.{domain}"));
        Assert.Equal("aws", provider.Profile.Name);
    }

    [Theory]
    [InlineData("https://s3.eu-central-1.amazonaws.eu.example.org")]
    [InlineData("https://s3.example.amazonaws.eu.evil.test")]
    [InlineData("https://s3.us-iso-east-1.ic.gov")]
    [InlineData("https://notamazonaws.eu")]
    public void IsAmazon_HostThatOnlyLooksLikeIt_IsFalse(string endpoint) => Assert.False(AmazonEndpoint.IsAmazon(endpoint));

    [Theory]
    [InlineData("media--usw2-az1--x-s3", "S3 Express One Zone")]
    [InlineData("media--usw2-az1--xa-s3", "S3 Express One Zone")]
    [InlineData("media--table-s3", "S3 Tables")]
    [InlineData("mfzwi23gnjvgw.mrap", "Signature Version 4A")]
    [InlineData("media-o0000000000000000000000000000--op-s3", "S3 on Outposts")]
    [InlineData("media-abcdef--ol-s3", "S3 Object Lambda")]
    [InlineData("arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap", "Signature Version 4A")]
    [InlineData("arn:aws:s3:eu-central-1:123456789012:accesspoint/media", "access point's alias")]
    [InlineData("arn:aws-cn:s3:cn-north-1:123456789012:accesspoint:media", "access point's alias")]
    [InlineData("arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-1/accesspoint/a", "S3 on Outposts")]
    [InlineData("arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/a", "S3 Object Lambda")]
    [InlineData("arn:aws:s3express:us-west-2:123456789012:bucket/media--usw2-az1--x-s3", "S3 Express One Zone")]
    [InlineData("arn:aws:s3tables:us-west-2:123456789012:bucket/media", "S3 Tables")]
    [InlineData("arn:aws:s3:::media", "use the bucket's name")]
    public void Start_BucketThatAPresignedUrlCannotReach_IsRefusedWithTheReason(string bucket, string reason)
    {
        using var services = TestApp.WithStore(o => o.Bucket = bucket);

        var flaw = Assert.Single(services.Flaws());
        Assert.StartsWith("Stores:media:Bucket is ", flaw, StringComparison.Ordinal);
        Assert.Contains(reason, flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("media-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias")]
    [InlineData("x-s3")]
    [InlineData("media-x-s3")]
    public void Start_AccessPointAlias_Starts(string bucket)
    {
        using var services = TestApp.WithStore(o => o.Bucket = bucket);

        Assert.Empty(services.Flaws());
    }

    [Theory]
    [InlineData("https://s3express-usw2-az1.us-west-2.amazonaws.com", "S3 Express One Zone")]
    [InlineData("https://s3express-control.us-west-2.amazonaws.com", "S3 Express One Zone")]
    [InlineData("https://media.s3-outposts.us-west-2.amazonaws.com", "S3 on Outposts")]
    [InlineData("https://a.s3-object-lambda.us-west-2.amazonaws.com", "S3 Object Lambda")]
    [InlineData("https://s3tables.us-west-2.amazonaws.com", "S3 Tables")]
    [InlineData("https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com", "Signature Version 4A")]
    [InlineData("https://media.s3-website.eu-central-1.amazonaws.com", "static website")]
    [InlineData("https://123456789012.s3-control.eu-central-1.amazonaws.com", "control plane")]
    public void Start_EndpointOfAnotherService_IsRefusedWithTheReason(string endpoint, string reason)
    {
        using var inside = TestApp.WithStore(o => o.Endpoint = endpoint);
        using var outside = TestApp.WithStore(o => (o.Endpoint, o.PublicEndpoint) = ("http://127.0.0.1:9000", endpoint));

        Assert.Contains(inside.Flaws(), flaw => flaw.StartsWith($"Stores:media:Endpoint is '{endpoint}'", StringComparison.Ordinal)
            && flaw.Contains(reason, StringComparison.Ordinal));
        Assert.Contains(reason, Assert.Single(outside.Flaws()), StringComparison.Ordinal);
    }

    /// <summary>Names that resolve to this machine have no buckets in front of them, and an IP address cannot have one.</summary>
    [Theory]
    [InlineData("http://localhost:7480")]
    [InlineData("http://127.0.0.1:7480")]
    [InlineData("http://[::1]:7480")]
    [InlineData("http://192.0.2.1:7480")]
    [InlineData("http://ceph:7480")]
    public void Addressing_Default_IsPathAtLocalhostAndIpAddresses(string endpoint)
    {
        var settings = S3StoreSettingsBuilder.Build(
            "media", new() { Bucket = "media-bucket", Endpoint = endpoint, Profile = S3Profiles.Ceph, AllowInsecurePublicEndpoint = true }, [])!;

        Assert.Equal((BucketAddressing.Path, BucketAddressing.Path), (settings.InternalBucket.Addressing, settings.PublicBucket.Addressing));
        Assert.Equal($"{endpoint}/media-bucket", settings.PublicBucket.Url);
    }
}
