using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace PresignKit.CloudFront.Tests.Fakes;

/// <summary>Creates an application with a distribution in front of a store, and a fixed clock.</summary>
internal static class TestApp
{
    public const string KeyPairId = "K2JCJMDEHXQW5F";
    public const string Root = "https://d111111abcdef8.cloudfront.net/";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An application with valid options, except for those that the test changes.</summary>
    public static ServiceProvider With(
        Action<CloudFrontStoreOptions>? change = null,
        KeyKind kind = KeyKind.Ecdsa,
        TimeProvider? clock = null,
        Action<PresignKitBuilder>? more = null) => Build(
        presignKit =>
        {
            presignKit.AddStore(new OriginStore("media"))
                .AddCloudFront("cdn", options =>
                {
                    options.Origin = "media";
                    options.Endpoint = "https://d111111abcdef8.cloudfront.net";
                    options.Key = new() { KeyPairId = KeyPairId, PrivateKey = TestKeys.PemOf(kind) };
                    change?.Invoke(options);
                })
                .AddDownloadPolicy("stream", policy =>
                {
                    policy.UseStoredHeaders = true;
                    policy.Lifetime = TimeSpan.FromHours(1);
                    policy.StableWindow = TimeSpan.Zero;
                });
            more?.Invoke(presignKit);
        },
        clock);

    public static ServiceProvider Build(Action<PresignKitBuilder> configure, TimeProvider? clock = null, IConfiguration? configuration = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock ?? new FakeTimeProvider(Now));
        services.AddLogging();
        configure(configuration is null ? services.AddPresignKit() : services.AddPresignKit(configuration.GetSection("PresignKit")));
        return services.BuildServiceProvider();
    }

    public static IPresignedUrlIssuer Issuer(this IServiceProvider services, string store = "cdn") =>
        services.GetRequiredKeyedService<IPresignedUrlIssuer>(store);

    /// <summary>The flaws that the validation of the options reports at start.</summary>
    public static string[] Flaws(this IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<IOptions<PresignKitOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Message.Split("\n  - ")[1..].Select(flaw => flaw.Trim())];
        }
    }
}
