using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresignKit.S3;
using PresignKit.S3.Settings;

namespace PresignKit.Cli.Probing;

/// <summary>Whether an application with an ordinary upload policy starts with a profile. Nothing is sent.</summary>
internal static class ProfileTrial
{
    public static bool CanStart(StoreProfile profile)
    {
        using var services = new ServiceCollection()
            .AddSingleton(AwsEnvironment.None)
            .AddPresignKit()
            .AddS3("trial", options =>
            {
                (options.Bucket, options.Region, options.Endpoint) = ("trial", "us-east-1", "https://store.invalid");
                (options.AccessKeyId, options.SecretAccessKey) = ("trial", "trial");

                // The endpoint is nobody's, so the profile must not have a name that stands for one.
                options.Profile = profile with { Name = "trial" };
            })
            .AddUploadPolicy("trial", policy =>
            {
                policy.AllowedContentTypes.Add("image/png");
                policy.MaximumSize = 1024 * 1024;
            })
            .Services.BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<PresignKitOptions>>().Value;
            return true;
        }
        catch (OptionsValidationException)
        {
            return false;
        }
    }
}
