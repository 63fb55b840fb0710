using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PresignKit.S3.Credentials;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Credentials;

/// <summary>The requests to a token service and the interpretation of its answers. A real one is tested on Ceph.</summary>
public sealed class RoleCredentialsTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:iam::123456789012:role/media";
    private const string SessionSecret = "session-secret-that-no-message-shows";

    private readonly List<(IReadOnlyDictionary<string, string> Form, string? Authorization)> _asked = [];
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"presignkit-token-{Guid.NewGuid():N}");
    private string? _refusal;
    private WebApplication _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task Find_StaticCredentials_SignTheAssumeRoleRequest()
    {
        using var role = new RoleCredentials(Role() with { ExternalId = "ours/7" }, Keys(), TimeProvider.System);

        var found = await role.FindAsync(Cancellation);

        var (form, authorization) = Assert.Single(_asked);
        Assert.Equal(
            ("AssumeRole", Arn, "presignkit-media", "ours/7", "5400"),
            (form["Action"], form["RoleArn"], form["RoleSessionName"], form["ExternalId"], form["DurationSeconds"]));
        Assert.Contains($"Credential={TestApp.AccessKey}/", authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/sts/aws4_request", authorization, StringComparison.Ordinal);
        Assert.Equal(("ASIASESSION1", SessionSecret, "session-token-1"), (found.ToSdk().AccessKey, found.ToSdk().SecretKey, found.ToSdk().Token));
        Assert.Equal(new(2026, 11, 24, 13, 30, 0, TimeSpan.Zero), found.ExpiresAt);
    }

    [Fact]
    public async Task Find_EachCall_ReturnsAnotherSession()
    {
        using var role = new RoleCredentials(Role(), Keys(), TimeProvider.System);

        var first = await role.FindAsync(Cancellation);
        var second = await role.FindAsync(Cancellation);

        Assert.NotEqual(first, second);
        Assert.Equal("ASIASESSION2", second.ToSdk().AccessKey);
        Assert.False(_asked[0].Form.ContainsKey("ExternalId"));
    }

    [Fact]
    public async Task Find_WebIdentity_SendsTheCurrentTokenUnsigned()
    {
        using var role = new RoleCredentials(Role() with { WebIdentityTokenFile = _file }, source: null, TimeProvider.System);
        await File.WriteAllTextAsync(_file, "header.first.signature\n", Cancellation);
        await role.FindAsync(Cancellation);
        await File.WriteAllTextAsync(_file, "header.second.signature", Cancellation);
        await role.FindAsync(Cancellation);

        Assert.Equal(["header.first.signature", "header.second.signature"], _asked.Select(asked => asked.Form["WebIdentityToken"]));
        Assert.All(_asked, asked => Assert.Equal("AssumeRoleWithWebIdentity", asked.Form["Action"]));
        Assert.All(_asked, asked => Assert.True(string.IsNullOrEmpty(asked.Authorization)));
    }

    [Fact]
    public async Task Find_NoTokenFile_IsReported()
    {
        using var role = new RoleCredentials(Role() with { WebIdentityTokenFile = _file }, source: null, TimeProvider.System);

        var thrown = await Assert.ThrowsAnyAsync<IOException>(async () => await role.FindAsync(Cancellation));

        Assert.Equal("the token file does not exist", CredentialFailure.Describe(thrown));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Find_Refused_HasTheErrorCodeOfTheService()
    {
        _refusal = "AccessDenied";
        using var role = new RoleCredentials(Role(), Keys(), TimeProvider.System);

        var thrown = await Assert.ThrowsAnyAsync<AmazonServiceException>(async () => await role.FindAsync(Cancellation));

        Assert.Equal("AccessDenied, 403", CredentialFailure.Describe(thrown));
    }

    [Fact]
    public async Task Find_Answer_ShowsNoSecret()
    {
        using var role = new RoleCredentials(Role(), Keys(), TimeProvider.System);

        var found = await role.FindAsync(Cancellation);

        Assert.NotNull(found);
        Assert.DoesNotContain(SessionSecret, $"{found} {Role()}", StringComparison.Ordinal);
        Assert.DoesNotContain("session-token", $"{found}", StringComparison.Ordinal);
    }

    private static SuppliedCredentialLookup Keys() => new(new BasicAWSCredentials(TestApp.AccessKey, TestApp.Secret));

    private RoleSettings Role() =>
        new(Arn, "presignkit-media", ExternalId: null, TimeSpan.FromMinutes(90), _server.Urls.Single(), "eu-central-1", WebIdentityTokenFile: null);

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        _asked.Add((form.ToDictionary(field => field.Key, field => field.Value.ToString()), context.Request.Headers.Authorization));
        context.Response.ContentType = "text/xml";
        if (_refusal is not null)
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync($"<ErrorResponse><Error><Type>Sender</Type><Code>{_refusal}</Code><Message>no</Message></Error></ErrorResponse>");
            return;
        }

        var action = form["Action"].ToString();
        await context.Response.WriteAsync($"""
            <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials>
            <AccessKeyId>ASIASESSION{_asked.Count}</AccessKeyId><SecretAccessKey>{SessionSecret}</SecretAccessKey>
            <SessionToken>session-token-{_asked.Count}</SessionToken><Expiration>2026-11-24T13:30:00Z</Expiration>
            </Credentials></{action}Result></{action}Response>
            """);
    }
}
