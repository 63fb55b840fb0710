using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.Lifecycle;

public sealed class BucketLifecycleTests
{
    private const string Theirs = """
        <LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ID>it's theirs</ID><Filter><And><Prefix>logs/</Prefix><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>c</Key><Value>d</Value></Tag><ObjectSizeGreaterThan>10</ObjectSizeGreaterThan></And></Filter><Status>Enabled</Status><Transition><Days>30</Days><StorageClass>GLACIER</StorageClass></Transition><SomethingNew>kept</SomethingNew></Rule></LifecycleConfiguration>
        """;

    private const string Wanted =
        "<Rule><ID>presignkit-media:unfinished</ID><Filter><Prefix></Prefix></Filter><Status>Enabled</Status><AbortIncompleteMultipartUpload>"
            + "<DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
        + "<Rule><ID>presignkit-media:abandoned-1</ID><Filter><Prefix>accepted-slots/</Prefix></Filter><Status>Enabled</Status><Expiration>"
        + "<Days>7</Days></Expiration></Rule>"
        + "<Rule><ID>presignkit-media:abandoned-2</ID><Filter><Prefix>incoming/</Prefix></Filter><Status>Enabled</Status><Expiration>"
        + "<Days>7</Days></Expiration></Rule>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureLifecycle_RulesOfOthers_KeepEveryElement()
    {
        var kept = new KeptLifecycle { Xml = Theirs };
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        var outcome = await Setup(services).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(SetupStatus.Changed, outcome.Status);
        Assert.Contains("'incoming/'", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(Theirs.Trim().Replace("</LifecycleConfiguration>", Wanted + "</LifecycleConfiguration>", StringComparison.Ordinal), kept.Xml);
        Assert.Equal("varies_by_storage_class", store.Requests.Single(r => r.Method == "PUT").Header("x-amz-transition-default-minimum-object-size"));
        Assert.Equal(SetupStatus.Sufficient, (await Setup(services).EnsureLifecycleAsync(Cancellation)).Status);
        Assert.Single(store.Requests, r => r.Method == "PUT");
    }

    /// <summary>Ceph 20.2.4 refuses a request with an <c>x-amz-*</c> header or a Content-Type that is not signed.</summary>
    [Fact]
    public async Task EnsureLifecycle_Request_SignsWhatItSends()
    {
        var kept = new KeptLifecycle { Xml = Theirs };
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        await Setup(services).EnsureLifecycleAsync(Cancellation);

        var put = store.Requests.Single(request => request.Method == "PUT");
        Assert.Equal("application/xml", put.Header("Content-Type"));
        var signed = Uri.UnescapeDataString(put.Query.Split("X-Amz-SignedHeaders=")[1].Split('&')[0]).Split(';');
        Assert.Contains("content-type", signed);
        var sent = put.Headers.Keys.Select(name => name.ToLowerInvariant())
            .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal) || name.StartsWith("content-", StringComparison.Ordinal));
        Assert.Empty(sent.Except(signed).Except(["content-length"]));
    }

    [Fact]
    public async Task CompareLifecycle_NoRules_ShowsCommandAndChangesNothing()
    {
        var kept = new KeptLifecycle();
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        var outcome = await Setup(services).CompareLifecycleAsync(Cancellation);

        Assert.Equal(SetupStatus.Missing, outcome.Status);
        Assert.Null(kept.Xml);
        Assert.StartsWith(
            "aws s3api put-bucket-lifecycle-configuration --bucket media-bucket --endpoint-url " + store.Endpoint,
            outcome.Command,
            StringComparison.Ordinal);
        var rules = JsonDocument.Parse(outcome.Configuration!).RootElement.GetProperty("Rules");
        Assert.Equal(7, rules[0].GetProperty("AbortIncompleteMultipartUpload").GetProperty("DaysAfterInitiation").GetInt32());
        Assert.Equal(
            ["accepted-slots/", "incoming/"],
            rules.EnumerateArray().Skip(1).Select(rule => rule.GetProperty("Filter").GetProperty("Prefix").GetString()));
        Assert.Equal(7, rules[1].GetProperty("Expiration").GetProperty("Days").GetInt32());
    }

    [Fact]
    public async Task CompareLifecycle_RulesOfOthers_AreInTheCommandInCliFormat()
    {
        await using var store = await ScriptedStore.StartAsync(new KeptLifecycle { Xml = Theirs }.Answer);
        await using var services = Application(store);

        var outcome = await Setup(services).CompareLifecycleAsync(Cancellation);

        Assert.Equal(2, outcome.Command!.Count(c => c == '\''));
        var theirs = JsonDocument.Parse(outcome.Configuration!).RootElement.GetProperty("Rules")[0];
        Assert.Equal(
            """{"ID":"it\u0027s theirs","Filter":{"And":{"Prefix":"logs/","Tags":[{"Key":"a","Value":"b"},"""
                + """{"Key":"c","Value":"d"}],"ObjectSizeGreaterThan":10}}"""
                + ""","Status":"Enabled","Transitions":[{"Days":30,"StorageClass":"GLACIER"}],"SomethingNew":"kept"}""",
            theirs.GetRawText());
    }

    [Fact]
    public async Task EnsureLifecycle_OutdatedRule_IsWithdrawnIfAcceptedObjectsMayBeThere()
    {
        var kept = new KeptLifecycle();
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using (var former = Application(store))
        {
            await Setup(former).EnsureLifecycleAsync(Cancellation);
        }

        await using var services = Application(
            store, S3Profiles.Local, presignKit => presignKit.Services.Configure<PresignKitOptions>(
                options => options.ExpectLifecycle = true));

        var finding = Assert.Single(await Setup(services).CheckAsync(Cancellation), f => f.Code == FindingCodes.LifecycleExpiresAccepted);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        var outcome = await Setup(services).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(SetupStatus.Changed, outcome.Status);
        Assert.DoesNotContain("incoming/", kept.Xml, StringComparison.Ordinal);
        Assert.Contains("unfinished", kept.Xml, StringComparison.Ordinal);
        Assert.Contains("'video'", Assert.Single(outcome.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureLifecycle_RulesOfOthersSuffice_ChangesNothing()
    {
        var kept = new KeptLifecycle
        {
            Xml = "<LifecycleConfiguration><Rule><Prefix></Prefix><Status>Enabled</Status><AbortIncompleteMultipartUpload>"
                + "<DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
                + "<Rule><Filter><Prefix>inc</Prefix></Filter><Status>Enabled</Status><Expiration><Days>5</Days></Expiration></Rule>"
                + "<Rule><Filter><Prefix>acc</Prefix></Filter><Status>Enabled</Status><Expiration><Days>5</Days></Expiration></Rule></LifecycleConfiguration>",
        };
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        Assert.Equal(SetupStatus.Sufficient, (await Setup(services).EnsureLifecycleAsync(Cancellation)).Status);
    }

    [Theory]
    [InlineData("<Status>Enabled</Status>", "<Status>Disabled</Status>")]
    [InlineData("<Days>5</Days>", "<Days>50</Days>")]
    [InlineData("<Prefix>inc</Prefix>", "<And><Prefix>inc</Prefix><Tag><Key>a</Key><Value>b</Value></Tag></And>")]
    [InlineData("<Prefix>inc</Prefix>", "<Prefix>incoming/videos/</Prefix>")]
    public async Task CompareLifecycle_RulesOfOthersAreInsufficient_IsMissing(string what, string instead)
    {
        var xml = "<LifecycleConfiguration><Rule><Filter><Prefix/></Filter><Status>Enabled</Status><AbortIncompleteMultipartUpload>"
            + "<DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
            + "<Rule><Filter><Prefix>inc</Prefix></Filter><Status>Enabled</Status><Expiration><Days>5</Days></Expiration></Rule>"
                + "<Rule><Filter><Prefix>acc</Prefix></Filter><Status>Enabled</Status><Expiration><Days>5</Days></Expiration></Rule></LifecycleConfiguration>";
        await using var store = await ScriptedStore.StartAsync(new KeptLifecycle { Xml = xml.Replace(what, instead, StringComparison.Ordinal) }.Answer);
        await using var services = Application(store);

        Assert.Equal(SetupStatus.Missing, (await Setup(services).CompareLifecycleAsync(Cancellation)).Status);
    }

    /// <summary>The form in which Ceph returns a filter with several parts. If it is sent back like this, the rule loses its prefix.</summary>
    [Fact]
    public async Task EnsureLifecycle_FilterInAnotherForm_IsSentInTheDocumentedForm()
    {
        var kept = new KeptLifecycle
        {
            Xml = "<LifecycleConfiguration><Rule><ID>theirs</ID><Filter><Prefix>logs/</Prefix><And><Tag><Key>a</Key>"
                + "<Value>b</Value></Tag></And></Filter><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule></LifecycleConfiguration>",
        };
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        await Setup(services).EnsureLifecycleAsync(Cancellation);

        Assert.Contains(
            "<Filter><And><Prefix>logs/</Prefix><Tag><Key>a</Key><Value>b</Value></Tag></And></Filter>",
            Plain(kept.Xml!),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureLifecycle_StoreAltersTheRulesOfOthers_IsWithdrawn()
    {
        var kept = new KeptLifecycle { Xml = Theirs, Alter = static xml => xml.Replace("<Prefix>logs/</Prefix>", "", StringComparison.Ordinal), AlterFrom = 1 };
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        var outcome = await Setup(services).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(SetupStatus.Withdrawn, outcome.Status);
        Assert.Equal(2, store.Requests.Count(r => r.Method == "PUT"));
        Assert.DoesNotContain("presignkit", kept.Xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureLifecycle_StoreDropsUnknownElements_IsNotOfferedAndWithdrawn()
    {
        var kept = new KeptLifecycle { Alter = static xml => xml.Replace("AbortIncompleteMultipartUpload", "Unknown", StringComparison.Ordinal) };
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        Assert.Equal(SetupStatus.NotOffered, (await Setup(services).EnsureLifecycleAsync(Cancellation)).Status);
        Assert.Null(kept.Xml);
    }

    [Fact]
    public async Task EnsureLifecycle_FolderThatDidNotExpireBefore_IsNamedWithItsDays()
    {
        var kept = new KeptLifecycle { Xml = Theirs };
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        var compared = Assert.Single((await Setup(services).CompareLifecycleAsync(Cancellation)).Notes);
        var applied = Assert.Single((await Setup(services).EnsureLifecycleAsync(Cancellation)).Notes);

        const string What = "the store removes everything under 'accepted-slots/', 'incoming/' that is older than 7 days";
        Assert.StartsWith("Once it is set, " + What, compared, StringComparison.Ordinal);
        Assert.StartsWith("From now on " + What, applied, StringComparison.Ordinal);
        Assert.Empty((await Setup(services).EnsureLifecycleAsync(Cancellation)).Notes);
    }

    [Fact]
    public async Task EnsureLifecycle_FolderThatAlreadyExpires_IsNotNamed()
    {
        var kept = new KeptLifecycle
        {
            Xml = "<LifecycleConfiguration><Rule><ID>theirs</ID><Filter><Prefix>inc</Prefix></Filter><Status>Enabled</Status><Expiration>"
                + "<Days>5</Days></Expiration></Rule><Rule><ID>records</ID><Filter><Prefix>accepted-slots/</Prefix></Filter><Status>Enabled</Status>"
                + "<Expiration><Days>5</Days></Expiration></Rule></LifecycleConfiguration>",
        };
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store);

        var outcome = await Setup(services).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(SetupStatus.Changed, outcome.Status);
        Assert.Empty(outcome.Notes);
    }

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(403, "AccessDenied")]
    public async Task EnsureLifecycle_CannotBeReadBack_IsUnknownAndWithdrawn(int status, string code)
    {
        var kept = new KeptLifecycle { Xml = Theirs };
        await using var store = await ScriptedStore.StartAsync(
            request => request.Method == "GET" && kept.Xml!.Contains("presignkit", StringComparison.Ordinal)
                ? ScriptedAnswer.Error(status, code)
                : kept.Answer(request));
        await using var services = Application(store);

        var exception = await Assert.ThrowsAsync<StoreException>(async () => await Setup(services).EnsureLifecycleAsync(Cancellation));

        Assert.Equal(ErrorCodes.StoreUnavailable, exception.Code);
        Assert.Contains("It is not known", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{status} {code}", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Plain(Theirs), Plain(kept.Xml!));
    }

    [Theory]
    [InlineData("media-bucket", false)]
    [InlineData("other-bucket", true)]
    public async Task EnsureLifecycle_AnotherStoreKeepsAcceptedUploadsThere_ExpiresFolderOnlyInOtherBucket(string bucket, bool expires)
    {
        var kept = new KeptLifecycle();
        await using var store = await ScriptedStore.StartAsync(kept.Answer);
        await using var services = Application(store, configure: presignKit =>
        {
            presignKit.AddS3("twin", twin =>
            {
                (twin.Bucket, twin.Region, twin.Endpoint) = (bucket, "eu-central-1", "https://another-name.example.com");
                (twin.AccessKeyId, twin.SecretAccessKey, twin.Profile) = ("AKIDTWIN", TestApp.Secret, S3Profiles.Local);
            });
            presignKit.AddUploadPolicy("kept", policy =>
            {
                policy.AllowedContentTypes.Add("image/png");
                (policy.StoreName, policy.Key, policy.MaximumSize) = ("twin", "incoming/kept/{id}", 5000);
            });
        });

        var outcome = await Setup(services).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(SetupStatus.Changed, outcome.Status);
        Assert.Equal(expires, kept.Xml!.Contains("<Prefix>incoming/</Prefix>", StringComparison.Ordinal));
        Assert.Equal(!expires, outcome.Notes.Any(note => note.Contains("'kept' of store 'twin'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(403, "AccessDenied", SetupStatus.NotPermitted)]
    [InlineData(501, "NotImplemented", SetupStatus.NotOffered)]
    public async Task EnsureLifecycle_NoReadPermission_IsReportedAndNothingWritten(int status, string code, SetupStatus expected)
    {
        await using var store = await ScriptedStore.StartAsync(request => request.IsListing ? ScriptedAnswer.Listing() : ScriptedAnswer.Error(status, code));
        await using var services = Application(
            store, configure: presignKit => presignKit.Services.Configure<PresignKitOptions>(options => options.ExpectLifecycle = true));

        var outcome = await Setup(services).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(expected, outcome.Status);
        Assert.DoesNotContain(store.Requests, r => r.Method == "PUT");
        var finding = Assert.Single(await Setup(services).CheckAsync(Cancellation), f => f.Code.StartsWith("lifecycle", StringComparison.Ordinal));
        Assert.Equal(
            (expected == SetupStatus.NotPermitted ? FindingCodes.LifecycleUnknown : FindingCodes.LifecycleNotOffered, FindingSeverity.Warning),
            (finding.Code, finding.Severity));
    }

    [Theory]
    [InlineData(403, "AccessDenied", SetupStatus.NotPermitted)]
    [InlineData(400, "MalformedXML", SetupStatus.NotOffered)]
    public async Task EnsureLifecycle_NoWritePermission_IsReported(int status, string code, SetupStatus expected)
    {
        await using var store = await ScriptedStore.StartAsync(
            request => request.Method == "GET" ? ScriptedAnswer.Error(404, "NoSuchLifecycleConfiguration") : ScriptedAnswer.Error(status, code));
        await using var services = Application(store);

        var outcome = await Setup(services).EnsureLifecycleAsync(Cancellation);

        Assert.Equal(expected, outcome.Status);
        Assert.NotNull(outcome.Configuration);
        Assert.DoesNotContain(TestApp.Secret, $"{outcome}", StringComparison.Ordinal);
    }

    private static IStoreSetup Setup(IServiceProvider services) => services.GetRequiredKeyedService<IStoreSetup>("media");

    private static string Plain(string xml) => XElement.Parse(xml).ToString(SaveOptions.DisableFormatting).Replace(" xmlns=\"\"", "", StringComparison.Ordinal);

    // Without IsolatedPart in the profile, completion freezes uploads.
    private static ServiceProvider Application(ScriptedStore store, StoreProfile? profile = null, Action<PresignKitBuilder>? configure = null) =>
        store.Application(options => options.Profile = profile ?? TestApp.Direct(S3Profiles.Local), presignKit =>
        {
            presignKit.AddVideoPolicy(policy => policy.Key = "incoming/{tenant}/{id}{ext}");
            configure?.Invoke(presignKit);
        });

    /// <summary>A store that returns the configuration that was written, or an altered one.</summary>
    private sealed class KeptLifecycle
    {
        private int _writes;

        public string? Xml { get; set; }

        public Func<string, string> Alter { get; init; } = static xml => xml;

        /// <summary>The number of the last write that is altered.</summary>
        public int AlterFrom { get; init; } = int.MaxValue;

        public ScriptedAnswer Answer(ScriptedRequest request)
        {
            if (request.IsListing)
            {
                return ScriptedAnswer.Listing();
            }

            switch (request.Method)
            {
                case "GET" when Xml is null:
                    return ScriptedAnswer.Error(404, "NoSuchLifecycleConfiguration");
                case "GET":
                    return new(200, Xml, ("x-amz-transition-default-minimum-object-size", "varies_by_storage_class"));
                case "PUT":
                    Xml = ++_writes <= AlterFrom ? Alter(request.Body) : request.Body;
                    return new(200);
                default:
                    Xml = null;
                    return new(204);
            }
        }
    }
}
