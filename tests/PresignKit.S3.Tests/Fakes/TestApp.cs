using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>Creates an application with stores and a fixed clock, which is the signing time of all tests.</summary>
internal static class TestApp
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static ServiceProvider Build(
        Action<PresignKitBuilder> configure, FakeTimeProvider? clock = null, IReadOnlyDictionary<string, string?>? configuration = null,
        AwsEnvironment? environment = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock ?? new FakeTimeProvider(Now));

        // Of the machine that runs the tests, nothing is read.
        services.AddSingleton(environment ?? AwsEnvironment.None);
        configure(configuration is null
            ? services.AddPresignKit()
            : services.AddPresignKit(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build().GetSection("PresignKit")));
        return services.BuildServiceProvider();
    }

    /// <summary>An application with one store with valid options, except for those that the test changes.</summary>
    public static ServiceProvider WithStore(Action<S3StoreOptions> change, FakeTimeProvider? clock = null) => Build(
        presignKit => presignKit.AddS3("media", options =>
        {
            options.Bucket = "media-bucket";
            options.Region = "eu-central-1";
            options.AccessKeyId = AccessKey;
            options.SecretAccessKey = Secret;
            change(options);
        }).AddVideoPolicy(),
        clock);

    public static PresignKitBuilder AddVideoPolicy(this PresignKitBuilder presignKit, Action<UploadPolicyOptions>? change = null) =>
        presignKit.AddUploadPolicy("video", policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.MaximumSize = 1_000_000;
            policy.AllowUnenforced = GuaranteeKinds.Isolation | GuaranteeKinds.WriteOnce;
            change?.Invoke(policy);
        });

    /// <summary>The profile without uploads in parts, so that a slot is a PUT or a form of the object itself, and opening one sends nothing.</summary>
    public static StoreProfile Direct(StoreProfile profile) => profile with { IsolatedPart = Capability.Unknown, PartUrlsEnd = Capability.Unknown };

    /// <summary>Gets a ready-made profile by its name.</summary>
    public static StoreProfile Profile(string name) => S3Profiles.All.Single(profile => profile.Name == name);

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
            return [.. exception.Message.Split('\n').Skip(1).Select(line => line.Trim(' ', '-', '\r'))];
        }
    }

    public static IPresignedUrlIssuer Issuer(this IServiceProvider services) => services.GetRequiredService<IPresignedUrlIssuer>();
}
