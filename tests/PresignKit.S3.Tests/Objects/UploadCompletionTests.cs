using System.Net;
using PresignKit.Providers;
using PresignKit.S3.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Objects;

/// <summary>Whatever a store answers to a completion, it ends as the upload did, and no other list than the given one is ever sent.</summary>
public sealed class UploadCompletionTests
{
    private const string Completed =
        "<CompleteMultipartUploadResult><Location>http://store/media-bucket/a</Location><Bucket>media-bucket</Bucket>"
        + "<Key>a/video.mp4</Key><ETag>\"e-2\"</ETag></CompleteMultipartUploadResult>";

    private const string Listed =
        "<ListPartsResult><IsTruncated>false</IsTruncated><Part><PartNumber>1</PartNumber><ETag>\"e1\"</ETag><Size>7</Size></Part></ListPartsResult>";

    private static readonly ObjectKey Key = new("a/video.mp4");

    private static readonly UploadedPart[] Parts = [new(1, 7, "\"e1\""), new(2, 5, "\"e2\"")];

    public static TheoryData<UploadedPart[]> BadLists => new([], [Parts[1], Parts[0]], [Parts[0], Parts[0]]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_AsListed_SendsConditionsAndTheParts()
    {
        var (completed, requests) = await CompleteAsync(_ => new(200, Completed));

        Assert.True(completed);
        var request = Assert.Single(requests);
        Assert.Equal("*", request.Header("If-None-Match"));
        Assert.Equal("12", request.Header("x-amz-mp-object-size"));
        Assert.Matches("<PartNumber>1</PartNumber>.*<PartNumber>2</PartNumber>", request.Body.ReplaceLineEndings(""));
        Assert.DoesNotContain("x-amz-checksum", string.Join(',', request.Headers.Keys), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Amazon S3 begins to answer before it is done, so an error may come with 200.</summary>
    [Theory]
    [InlineData("InternalError")]
    [InlineData("SlowDown")]
    [InlineData("SomethingNew")]
    public async Task Complete_ErrorIn200_IsRepeatedWithTheSameParts(string code)
    {
        var (completed, requests) = await CompleteAsync(request =>
            request.Method == "GET" ? new(200, Listed)
            : request.Number == 1 ? new(200, $"   \n<Error><Code>{code}</Code><Message>said the store</Message></Error>")
            : new(200, Completed));

        Assert.True(completed);
        var sent = requests.Where(request => request.Method == "POST").Select(request => request.Body).ToArray();
        Assert.True(sent.Length > 1);
        Assert.Single(sent.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Complete_ErrorIn200Always_Fails()
    {
        var failure = await FailAsync(request =>
            request.Method == "GET" ? new(200, Listed) : new(200, "<Error><Code>InternalError</Code><Message>said the store</Message></Error>"));

        Assert.Equal(ErrorCodes.StoreUnavailable, failure.Code);
    }

    [Theory]
    [InlineData("InvalidPart", 200)]
    [InlineData("InvalidPart", 400)]
    public async Task Complete_PartWasReplaced_HasChanged(string code, int status)
    {
        var failure = await FailAsync(_ => ScriptedAnswer.Error(status, code));

        Assert.Equal(ErrorCodes.ObjectChanged, failure.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<CompleteMultipartUploadResult><Bucket>media-buck")]
    [InlineData("<html><body>It works!</body></html>")]
    public async Task Complete_200WithoutResult_IsNoSuccess(string body)
    {
        var (completed, _) = await CompleteAsync(request =>
            request.Method == "GET" ? ScriptedAnswer.Error(404, "NoSuchUpload") : new(200, body));

        Assert.False(completed);
        Assert.Equal(
            ErrorCodes.StoreUnavailable, (await FailAsync(request => new(200, request.Method == "GET" ? Listed : body))).Code);
    }

    [Theory]
    [InlineData(404, "NoSuchUpload")]
    [InlineData(404, "NoSuchKey")]
    public async Task Complete_UploadIsGone_IsFalse(int status, string code)
    {
        var (completed, requests) = await CompleteAsync(_ => ScriptedAnswer.Error(status, code));

        Assert.False(completed);
        Assert.Single(requests);
    }

    /// <summary>The answer alone does not say that another request has completed the upload; the list of its parts does.</summary>
    [Theory]
    [InlineData(412, "PreconditionFailed")]
    [InlineData(409, "ConditionalRequestConflict")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "SlowDown")]
    public async Task Complete_AnotherRequestHasCompleted_IsFalse(int status, string code)
    {
        var (completed, _) = await CompleteAsync(request => ScriptedAnswer.Error(
            request.Method == "GET" ? 404 : status, request.Method == "GET" ? "NoSuchUpload" : code));

        Assert.False(completed);
    }

    [Fact]
    public async Task Complete_ObjectExistsAndUploadIsOpen_SaysSo()
    {
        var failure = await FailAsync(request =>
            request.Method == "GET" ? new(200, Listed) : ScriptedAnswer.Error(412, "PreconditionFailed"));

        Assert.Equal(ErrorCodes.ObjectExists, failure.Code);
    }

    /// <summary>The object may be that of a request that is just completing the same upload, which is still listed.</summary>
    [Fact]
    public async Task Complete_ObjectExistsAndUploadEndsThen_IsFalse()
    {
        var listed = 0;
        var (completed, _) = await CompleteAsync(request =>
            request.Method != "GET" ? ScriptedAnswer.Error(412, "PreconditionFailed")
            : ++listed == 1 ? new(200, Listed)
            : ScriptedAnswer.Error(404, "NoSuchUpload"));

        Assert.False(completed);
    }

    [Theory]
    [InlineData(409, "ConditionalRequestConflict", ErrorCodes.StoreBusy)]
    [InlineData(400, "RequestTimeout", ErrorCodes.StoreUnavailable)]
    [InlineData(503, "SlowDown", ErrorCodes.StoreBusy)]
    [InlineData(500, "InternalError", ErrorCodes.StoreUnavailable)]
    public async Task Complete_NeverDone_FailsInTheEnd(int status, string code, string expected)
    {
        var failure = await FailAsync(request => request.Method == "GET" ? new(200, Listed) : ScriptedAnswer.Error(status, code));

        Assert.Equal(expected, failure.Code);
    }

    [Theory]
    [InlineData(400, "EntityTooSmall", ErrorCodes.StoreUnavailable)]
    [InlineData(400, "InvalidRequest", ErrorCodes.StoreUnavailable)]
    [InlineData(403, "AccessDenied", ErrorCodes.StoreAccessDenied)]
    [InlineData(404, "NoSuchBucket", ErrorCodes.BucketNotFound)]
    public async Task Complete_Refused_FailsAtOnce(int status, string code, string expected)
    {
        var requests = 0;
        var failure = await FailAsync(_ =>
        {
            requests++;
            return ScriptedAnswer.Error(status, code);
        });

        Assert.Equal(expected, failure.Code);
        Assert.Equal(1, requests);
    }

    /// <summary>A page of something that stands before the store says nothing about the upload.</summary>
    [Fact]
    public async Task Complete_404OfSomethingElse_IsNotTheEndOfTheUpload() =>
        Assert.Equal(ErrorCodes.ObjectNotFound, (await FailAsync(_ => new(404, "<html><body>Not Found</body></html>"))).Code);

    [Theory]
    [InlineData(501, "NotImplemented", "A header you provided implies functionality that is not implemented.")]
    [InlineData(400, "InvalidArgument", "Unsupported header 'x-amz-mp-object-size' received for this API call.")]
    public async Task Complete_StoreDoesNotKnowTheConditions_CompletesWithoutThemFromThenOn(int status, string code, string text)
    {
        await using var store = await ScriptedStore.StartAsync(request => request.Header("If-None-Match").Length > 0
            ? new(status, $"<Error><Code>{code}</Code><Message>{text}</Message></Error>")
            : new(200, Completed));
        using var provider = Provider(store);
        var uploads = provider.Uploads!;

        Assert.True(await uploads.CompleteAsync(Key, "id", Parts, Cancellation));
        var before = store.Requests.Count;
        Assert.True(await uploads.CompleteAsync(Key, "id2", Parts, Cancellation));

        Assert.Equal(before + 1, store.Requests.Count);
        Assert.Equal("", store.Requests[^1].Header("If-None-Match"));
        Assert.Equal("", store.Requests[^1].Header("x-amz-mp-object-size"));
    }

    /// <summary>The conditions are dropped only if the store does not know them, not if it says that they do not hold.</summary>
    [Fact]
    public async Task Complete_OtherSize_IsNotCompletedWithoutTheCondition()
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(
            400,
            "<Error><Code>InvalidRequest</Code><Message>The provided 'x-amz-mp-object-size' header value 13 does not match what was computed: 12"
                + "</Message></Error>"));
        using var provider = Provider(store);

        await Assert.ThrowsAsync<StoreException>(() => provider.Uploads!.CompleteAsync(Key, "id", Parts, Cancellation));

        Assert.Single(store.Requests);
    }

    [Theory]
    [MemberData(nameof(BadLists))]
    public async Task Complete_ListIsEmptyOrNotInOrder_IsRefusedBeforeAnythingIsSent(UploadedPart[] parts)
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(200, Completed));
        using var provider = Provider(store);

        await Assert.ThrowsAsync<ArgumentException>(() => provider.Uploads!.CompleteAsync(Key, "id", parts, Cancellation));

        Assert.Empty(store.Requests);
    }

    [Fact]
    public async Task Complete_NoAnswer_IsFalseIfTheUploadIsGone()
    {
        var store = new CannedStore().Fail(new HttpRequestException("the connection was reset")).AnswerError(HttpStatusCode.NotFound, "NoSuchUpload");

        Assert.False(await store.Uploads.CompleteAsync(Key, "id", Parts, Cancellation));
    }

    [Fact]
    public async Task Complete_NoAnswer_IsRepeatedIfTheUploadIsListed()
    {
        var store = new CannedStore()
            .Fail(new HttpRequestException("the connection was reset"))
            .Answer(HttpStatusCode.OK, Listed)
            .Answer(HttpStatusCode.OK, Listed)
            .Answer(HttpStatusCode.OK, Completed);

        Assert.True(await store.Uploads.CompleteAsync(Key, "id", Parts, Cancellation));
        Assert.Equal(4, store.Requests.Count);
    }

    /// <summary>Another request has completed the upload during the pause: these parts are not sent again.</summary>
    [Fact]
    public async Task Complete_GoneAfterThePause_IsFalse()
    {
        var store = new CannedStore()
            .Fail(new HttpRequestException("the connection was reset"))
            .Answer(HttpStatusCode.OK, Listed)
            .AnswerError(HttpStatusCode.NotFound, "NoSuchKey");

        Assert.False(await store.Uploads.CompleteAsync(Key, "id", Parts, Cancellation));
        Assert.Equal(3, store.Requests.Count);
    }

    /// <summary>Ceph RGW 18 while another request aborts the same upload.</summary>
    [Fact]
    public async Task Abort_Conflict_IsDoneIfTheUploadIsGone()
    {
        var store = new CannedStore().AnswerError(HttpStatusCode.Conflict, "BucketAlreadyExists").AnswerError(HttpStatusCode.NotFound, "NoSuchUpload");

        await store.Uploads.AbortAsync(Key, "id", Cancellation);

        Assert.Equal(2, store.Requests.Count);
    }

    [Fact]
    public async Task Complete_Canceled_IsCanceled()
    {
        using var source = new CancellationTokenSource();
        await using var store = await ScriptedStore.StartAsync(request =>
        {
            if (request.Method == "GET")
            {
                source.Cancel();
                return new(200, Listed);
            }

            return ScriptedAnswer.Error(500, "InternalError");
        });
        using var provider = Provider(store);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.Uploads!.CompleteAsync(Key, "id", Parts, source.Token));
    }

    private static async Task<(bool Completed, IReadOnlyList<ScriptedRequest> Requests)> CompleteAsync(Func<ScriptedRequest, ScriptedAnswer> script)
    {
        await using var store = await ScriptedStore.StartAsync(script);
        using var provider = Provider(store);
        return (await provider.Uploads!.CompleteAsync(Key, "id", Parts, Cancellation), store.Requests);
    }

    private static Task<StoreException> FailAsync(Func<ScriptedRequest, ScriptedAnswer> script) =>
        Assert.ThrowsAsync<StoreException>(() => CompleteAsync(script));

    private static S3StoreProvider Provider(ScriptedStore store) => TestStoreProvider.Create(
        options => (options.Endpoint, options.Profile) = (store.Endpoint, S3Profiles.Local), TimeProvider.System);
}
