using System.Text;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Providers;
using PresignKit.S3.Credentials;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Connections;

/// <summary>One clock, the application's, signs everything; and if it differs from the store's, the error says so.</summary>
public sealed class ClockTests(LocalStore store) : IClassFixture<LocalStore>
{
    private static readonly ObjectKey Key = new("a b/ü+1%.mp4");

    private static readonly ObjectProperties Version = new(1, null, "\"900150983cd24fb0d6963f7d28e17f72\"", DateTimeOffset.UnixEpoch);

    public static TheoryData<string> Operations =>
    [
        nameof(IObjectStore.FindAsync), nameof(IObjectStore.ReadStartAsync), nameof(IObjectStore.DeleteAsync), nameof(IObjectStore.CopyAsync),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task AnyOperation_ClockAhead_IsClockSkewedAndSaysByHowMuch(string operation) =>
        await AssertSkewedAsync(operation, TimeSpan.FromMinutes(20), "ahead of the store's");

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task AnyOperation_ClockBehind_IsClockSkewedAndSaysByHowMuch(string operation) =>
        await AssertSkewedAsync(operation, TimeSpan.FromMinutes(-20), "behind the store's");

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task AnyOperation_ClockWithinTheTolerance_Works(string operation)
    {
        await using var services = store.Application(clock: Clock(TimeSpan.FromMinutes(10)));
        await store.Client.PutObjectAsync(new() { BucketName = LocalStore.Bucket, Key = Key.Value, ContentBody = "abc" }, Cancellation);

        await RunAsync(services, operation);
    }

    [Fact]
    public async Task Find_DeniedWithTheSameClock_IsDeniedAccess()
    {
        await using var services = store.Application(options => options.SecretAccessKey = "another-secret", clock: Clock(TimeSpan.FromMinutes(5)));

        Assert.Equal(ErrorCodes.StoreAccessDenied, (await FailAsync(services, nameof(IObjectStore.FindAsync))).Code);
    }

    /// <summary>What the answer's own clock says counts, and not a header of a store's own making.</summary>
    [Fact]
    public async Task Find_StoreThatSendsTheInternalHeader_IsDeniedAccess()
    {
        await using var scripted = await ScriptedStore.StartAsync(_ => ScriptedAnswer.Error(403, "AccessDenied", "", ("x-presignkit-clock-ahead", "5000")));
        await using var services = scripted.Application(clock: Clock(TimeSpan.Zero));

        Assert.Equal(ErrorCodes.StoreAccessDenied, (await FailAsync(services, nameof(IObjectStore.FindAsync))).Code);
    }

    [Fact]
    public async Task AnyOperation_FakeClock_IsTheTimeOfEveryRequest()
    {
        await using var scripted = await ScriptedStore.StartAsync(_ => new(204));
        await using var services = scripted.Application(clock: new FakeTimeProvider(new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero)));

        await services.GetRequiredService<IObjectStore>().DeleteAsync(Key, Cancellation);

        var request = Assert.Single(scripted.Requests);
        Assert.Equal("20310203T040506Z", request.Header("X-Amz-Date"));
        Assert.Contains("/20310203/", request.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_FakeClock_IsTheTimeOfTheRequestToTheTokenService()
    {
        var (date, authorization) = ("", "");
        await using var server = await TokenServiceAsync(
            request => (date, authorization) = (request.Headers["X-Amz-Date"].ToString(), request.Headers.Authorization.ToString()));
        using var role = new RoleCredentials(
            new("arn:aws:iam::123456789012:role/a", "presignkit", null, TimeSpan.FromHours(1), server.Urls.Single(), "eu-central-1", null),
            new SuppliedCredentialLookup(new BasicAWSCredentials(TestApp.AccessKey, TestApp.Secret)),
            new FakeTimeProvider(new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero)));

        await role.FindAsync(Cancellation);

        Assert.Equal("20310203T040506Z", date);
        Assert.Contains("/20310203/eu-central-1/sts/aws4_request", authorization, StringComparison.Ordinal);
    }

    private static FakeTimeProvider Clock(TimeSpan difference) => new(TimeProvider.System.GetUtcNow() + difference);

    private static async Task<WebApplication> TokenServiceAsync(Action<HttpRequest> record)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async context =>
        {
            record(context.Request);
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId>
                <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2031-02-03T05:05:06Z</Expiration></Credentials>
                </AssumeRoleResult></AssumeRoleResponse>
                """,
                Encoding.UTF8);
        });
        await server.StartAsync(Cancellation);
        return server;
    }

    private static async Task<StoreException> FailAsync(IServiceProvider services, string operation) =>
        await Assert.ThrowsAsync<StoreException>(() => RunAsync(services, operation));

    private static async Task RunAsync(IServiceProvider services, string operation)
    {
        var objects = services.GetRequiredService<IObjectStore>();
        switch (operation)
        {
            case nameof(IObjectStore.FindAsync):
                await objects.FindAsync(Key, Cancellation);
                break;
            case nameof(IObjectStore.ReadStartAsync):
                await objects.ReadStartAsync(Key, Version, new byte[4], Cancellation);
                break;
            case nameof(IObjectStore.DeleteAsync):
                await objects.DeleteAsync(new("nothing"), Cancellation);
                break;
            default:
                await objects.CopyAsync(Key, Version, new("copy"), StoredAttributes.None, Cancellation);
                break;
        }
    }

    private async Task AssertSkewedAsync(string operation, TimeSpan difference, string says)
    {
        await using var services = store.Application(clock: Clock(difference));

        var failure = await FailAsync(services, operation);

        Assert.Equal(ErrorCodes.ClockSkewed, failure.Code);
        Assert.Matches($"the application's clock is (19|20) min [0-9]+ s {says}; synchronize the clocks", failure.Message);
    }
}
