using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Objects;

/// <summary>Amazon's answers, sent over a socket to the AWS SDK as configured for stores.</summary>
public sealed class StoreAnswersTests
{
    private static readonly ObjectKey Key = new("a/video.mp4");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(409, "ConditionalRequestConflict")]
    [InlineData(409, "OperationAborted")]
    public async Task Delete_StoreIsBusyOnce_IsRetried(int status, string code)
    {
        await using var store = await ScriptedStore.StartAsync(
            request => request.Number == 1 ? ScriptedAnswer.Error(status, code) : new(204));
        await using var services = store.Application();

        await Objects(services).DeleteAsync(Key, Cancellation);

        Assert.Equal(2, store.Requests.Count);
    }

    [Theory]
    [InlineData(503, "SlowDown")]
    [InlineData(409, "ConditionalRequestConflict")]
    public async Task Delete_StoreStaysBusy_GivesUpAfterThreeAttempts(int status, string code)
    {
        await using var store = await ScriptedStore.StartAsync(_ => ScriptedAnswer.Error(status, code));
        await using var services = store.Application();

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await Objects(services).DeleteAsync(Key, Cancellation));

        Assert.Equal(ErrorCodes.StoreBusy, failure.Code);
        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, store.Requests.Count);
    }

    [Fact]
    public async Task Delete_OtherConflict_IsNotRetried()
    {
        await using var store = await ScriptedStore.StartAsync(_ => ScriptedAnswer.Error(409, "InvalidBucketState"));
        await using var services = store.Application();

        await Assert.ThrowsAsync<StoreException>(async () => await Objects(services).DeleteAsync(Key, Cancellation));

        Assert.Single(store.Requests);
    }

    [Fact]
    public async Task Delete_RedirectToForeignHost_IsNotFollowedAndNamesTheSetting()
    {
        await using var other = await ScriptedStore.StartAsync(_ => new(204));
        await using var store = await ScriptedStore.StartAsync(
            request => ScriptedAnswer.Error(307, "TemporaryRedirect", "", ("Location", other.Endpoint + request.Path)));
        await using var services = store.Application();

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await Objects(services).DeleteAsync(Key, Cancellation));

        Assert.Equal(ErrorCodes.StoreUnavailable, failure.Code);
        Assert.Contains("Stores:media:Endpoint", failure.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData(301, "PermanentRedirect", "<Endpoint>media-bucket.s3.ap-south-1.amazonaws.com</Endpoint>")]
    [InlineData(400, "AuthorizationHeaderMalformed", "<Region>ap-south-1</Region>")]
    public async Task Delete_BucketInAnotherRegion_NamesTheSetting(int status, string code, string more)
    {
        await using var store = await ScriptedStore.StartAsync(
            _ => ScriptedAnswer.Error(status, code, more, ("x-amz-bucket-region", "ap-south-1")));
        await using var services = store.Application();

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await Objects(services).DeleteAsync(Key, Cancellation));

        Assert.Equal(ErrorCodes.RegionMismatch, failure.Code);
        Assert.Contains("Stores:media:Region", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "RequestTimeTooSkewed", ErrorCodes.ClockSkewed, "NTP")]
    [InlineData(400, "ExpiredToken", ErrorCodes.CredentialsExpired, "expired")]
    public async Task ReadStart_ClockOrTokenError_HasItsOwnCode(int status, string code, string expected, string expectedText)
    {
        await using var store = await ScriptedStore.StartAsync(_ => ScriptedAnswer.Error(status, code));
        await using var services = store.Application();

        var failure = await Assert.ThrowsAsync<StoreException>(
            async () => await Objects(services).ReadStartAsync(Key, new(1, null, "\"e\"", default), new byte[1], Cancellation));

        Assert.Equal(expected, failure.Code);
        Assert.Contains(expectedText, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestApp.Secret, failure.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The answer to HEAD has no body, so a second question says what is wrong. Amazon S3 and Ceph 20 answer with these texts.</summary>
    [Theory]
    [InlineData("InvalidRequest", "The object was stored using a form of Server Side Encryption. Provide parameters.", ErrorCodes.ContentMismatch)]
    [InlineData("InvalidArgument", "Requests specifying Server Side Encryption with Customer provided keys must provide a key.", ErrorCodes.ContentMismatch)]
    [InlineData("InvalidArgument", "Something else.", ErrorCodes.StoreUnavailable)]
    [InlineData("ExpiredToken", "The provided token has expired.", ErrorCodes.CredentialsExpired)]
    public async Task Find_HeadIsBadRequest_SaysWhatAReadSays(string code, string text, string expected)
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(400, $"<Error><Code>{code}</Code><Message>{text}</Message></Error>"));
        await using var services = store.Application();

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await Objects(services).FindAsync(Key, Cancellation));

        Assert.Equal(expected, failure.Code);
        Assert.Equal(["HEAD", "GET"], store.Requests.Select(request => request.Method));
        Assert.Equal("bytes=0-0", store.Requests[1].Header("Range"));
    }

    /// <summary>A composite, as that of an upload whose parts declared checksums, is not the checksum of the object's bytes.</summary>
    [Theory]
    [InlineData("rosUhgp5mIg=", "FULL_OBJECT", "rosUhgp5mIg=")]
    [InlineData("rosUhgp5mIg=-2", "COMPOSITE", null)]
    [InlineData("rosUhgp5mIg=", "COMPOSITE", null)]
    [InlineData("rosUhgp5mIg=", "", null)]
    [InlineData("rosUhg==", "FULL_OBJECT", null)]
    [InlineData("not base64", "FULL_OBJECT", null)]
    [InlineData("", "FULL_OBJECT", null)]
    public async Task Find_StoreComputesCrc_ReturnsThatOfTheWholeObject(string crc, string type, string? expected)
    {
        await using var store = await ScriptedStore.StartAsync(
            _ => new(200, "", ("ETag", "\"e\""), ("x-amz-checksum-crc64nvme", crc), ("x-amz-checksum-type", type)));
        await using var services = store.Application(options => options.Profile = S3Profiles.Local with { ComputesCrc64Nvme = Capability.Yes });

        var found = await Objects(services).FindAsync(Key, Cancellation);

        Assert.Equal(expected, found!.Checksum?.Value);
        Assert.Equal("ENABLED", Assert.Single(store.Requests).Header("x-amz-checksum-mode"));
    }

    [Theory]
    [InlineData(Capability.No)]
    [InlineData(Capability.Unknown)]
    public async Task Find_StoreIsNotKnownToComputeCrc_IsNotAskedForIt(Capability computes)
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(200, "", ("ETag", "\"e\"")));
        await using var services = store.Application(options => options.Profile = S3Profiles.Local with { ComputesCrc64Nvme = computes });

        Assert.Null((await Objects(services).FindAsync(Key, Cancellation))!.Checksum);

        Assert.Equal("", Assert.Single(store.Requests).Header("x-amz-checksum-mode"));
    }

    private static IObjectStore Objects(IServiceProvider services) => services.GetRequiredService<IObjectStore>();
}
