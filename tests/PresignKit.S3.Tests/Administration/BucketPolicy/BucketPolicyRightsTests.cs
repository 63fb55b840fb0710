using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.BucketPolicy;

/// <summary>Stores that allow the backend to read, change or test a bucket policy, or not. A policy that cannot be tested is not set.</summary>
public sealed class BucketPolicyRightsTests
{
    private const string Theirs = """{"Version":"2012-10-17","Statement":[{"Sid":"Theirs","Effect":"Deny"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureBucketPolicy_NoListPermission_WritesNothingAndNamesIt()
    {
        await using var store = await StartAsync(read: new(200, Theirs), write: new(204), missing: 403);

        var outcome = await EnsureAsync(store);

        Assert.Equal(SetupStatus.NotPermitted, outcome.Status);
        Assert.Contains("s3:ListBucket", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("\"Theirs\"", outcome.Configuration, StringComparison.Ordinal);
        AssertNothingWritten(store);
    }

    [Fact]
    public async Task EnsureBucketPolicy_NoReadPermission_WritesNothingAndSuggestsToCheckFirst()
    {
        await using var store = await StartAsync(read: ScriptedAnswer.Error(403, "AccessDenied"), write: new(204), missing: 404);

        var outcome = await EnsureAsync(store);

        Assert.Equal(SetupStatus.NotPermitted, outcome.Status);
        Assert.Contains("get-bucket-policy", outcome.Message, StringComparison.Ordinal);
        AssertNothingWritten(store);
    }

    [Theory]
    [InlineData(403, "AccessDenied", SetupStatus.NotPermitted)]
    [InlineData(501, "NotImplemented", SetupStatus.NotOffered)]
    [InlineData(400, "MalformedPolicy", SetupStatus.NotOffered)]
    public async Task EnsureBucketPolicy_NoWritePermission_IsReported(int status, string code, SetupStatus expected)
    {
        await using var store = await StartAsync(ScriptedAnswer.Error(404, "NoSuchBucketPolicy"), ScriptedAnswer.Error(status, code), missing: 404);

        var outcome = await EnsureAsync(store);

        Assert.Equal(expected, outcome.Status);
        Assert.DoesNotContain(TestApp.Secret, $"{outcome}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "NoSuchBucket", ErrorCodes.BucketNotFound)]
    [InlineData(200, null, ErrorCodes.StoreUnavailable)]
    public async Task EnsureBucketPolicy_NoBucketOrInvalidPolicy_FailsAndWritesNothing(int status, string? error, string code)
    {
        await using var store = await StartAsync(error is null ? new(status, "[1, 2]") : ScriptedAnswer.Error(status, error), new(204), missing: 404);

        var failure = await Assert.ThrowsAsync<StoreException>(() => EnsureAsync(store));

        Assert.Equal(code, failure.Code);
        AssertNothingWritten(store);
    }

    private static Task<ScriptedStore> StartAsync(ScriptedAnswer read, ScriptedAnswer write, int missing) => ScriptedStore.StartAsync(
        request => !request.Query.Contains("policy", StringComparison.Ordinal) ? ScriptedAnswer.Error(missing, missing == 404 ? "NoSuchKey" : "AccessDenied")
            : request.Method == "GET" ? read
            : write);

    private static async Task<SetupOutcome> EnsureAsync(ScriptedStore store)
    {
        await using var services = store.Application();
        return await services.GetRequiredKeyedService<IStoreSetup>("media").EnsureBucketPolicyAsync(Cancellation);
    }

    private static void AssertNothingWritten(ScriptedStore store) => Assert.DoesNotContain(store.Requests, request => request.Method is "PUT" or "DELETE");
}
