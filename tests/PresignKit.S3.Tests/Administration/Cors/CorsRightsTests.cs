using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Administration.Cors;

/// <summary>Stores that allow the backend to read or change the CORS rules, or neither.</summary>
public sealed class CorsRightsTests
{
    private const string Page = "https://app.example.com";

    private const string Theirs =
        "<CORSConfiguration><CORSRule><ID>it's theirs</ID><AllowedOrigin>https://theirs.example.com</AllowedOrigin>"
        + "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureCors_NoWritePermission_ShowsCommandWithTheRulesOfOthers()
    {
        await using var store = await ScriptedStore.StartAsync(request => request.Method == "GET"
            ? new(200, Theirs)
            : ScriptedAnswer.Error(403, "AccessDenied"));
        await using var services = store.Application();

        var outcome = await EnsureAsync(services);

        Assert.Equal(SetupStatus.NotPermitted, outcome.Status);
        Assert.False(outcome.IsSufficient);
        Assert.Contains("s3:PutBucketCORS", outcome.Message, StringComparison.Ordinal);
        var rules = JsonDocument.Parse(outcome.Configuration!).RootElement.GetProperty("CORSRules");
        Assert.Equal(["it's theirs", "presignkit-media"], rules.EnumerateArray().Select(r => r.GetProperty("ID").GetString()));
        Assert.Equal(["GET", "HEAD", "PUT"], rules[1].GetProperty("AllowedMethods").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal(3000, rules[1].GetProperty("MaxAgeSeconds").GetInt32());
        Assert.StartsWith("aws s3api put-bucket-cors --bucket media-bucket --endpoint-url " + store.Endpoint, outcome.Command, StringComparison.Ordinal);
        Assert.EndsWith($"--cors-configuration '{outcome.Configuration}'", outcome.Command, StringComparison.Ordinal);
        // An unescaped apostrophe would let a shell run the rest as a command.
        Assert.Equal(2, outcome.Command!.Count(c => c == '\''));
        Assert.DoesNotContain(TestApp.Secret, outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnsureCors_NoReadPermission_ChangesNothingAndWarnsAboutOtherRules()
    {
        await using var store = await ScriptedStore.StartAsync(request => request.Method == "OPTIONS"
            ? new(403)
            : ScriptedAnswer.Error(403, "AccessDenied"));
        await using var services = store.Application();

        var outcome = await EnsureAsync(services);

        Assert.Equal(SetupStatus.NotPermitted, outcome.Status);
        Assert.Contains("get-bucket-cors", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(store.Requests, r => r.Method == "PUT");
    }

    [Fact]
    public async Task EnsureCors_NoRulesPerBucket_IsSufficientIfTheServerAllowsIt()
    {
        await using var store = await ScriptedStore.StartAsync(static request => request.Method switch
        {
            "GET" => ScriptedAnswer.Error(404, "NoSuchCORSConfiguration"),
            "OPTIONS" => new(
                204,
                "",
                ("Access-Control-Allow-Origin", request.Header("Origin")),
                ("Access-Control-Allow-Methods", request.Header("Access-Control-Request-Method")),
                ("Access-Control-Allow-Headers", request.Header("Access-Control-Request-Headers"))),
            _ => ScriptedAnswer.Error(501, "NotImplemented"),
        });
        await using var services = store.Application();

        Assert.Equal(SetupStatus.Sufficient, (await EnsureAsync(services)).Status);
    }

    [Fact]
    public async Task EnsureCors_NoRulesPerBucket_NamesTheServerSettingIfItRefuses()
    {
        await using var store = await ScriptedStore.StartAsync(static request => request.Method switch
        {
            "GET" => ScriptedAnswer.Error(404, "NoSuchCORSConfiguration"),
            "OPTIONS" => new(200),
            _ => ScriptedAnswer.Error(501, "NotImplemented"),
        });
        await using var services = store.Application();

        var outcome = await EnsureAsync(services);

        Assert.Equal(SetupStatus.NotOffered, outcome.Status);
        Assert.Contains("MINIO_API_CORS_ALLOW_ORIGIN", outcome.Message, StringComparison.Ordinal);
    }

    private static Task<SetupOutcome> EnsureAsync(IServiceProvider services) =>
        services.GetRequiredService<IStoreSetup>().EnsureCorsAsync([Page], Cancellation);
}
