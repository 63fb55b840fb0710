using PresignKit.Cli.Tests.Fakes;

namespace PresignKit.Cli.Tests.Setup;

/// <summary>An application's configuration file, next to the tests.</summary>
internal static class ConfigurationFile
{
    public static string Write(string json)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"settings-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, json);
        return file;
    }

    /// <summary>One store and one policy, without credentials, which the environment supplies.</summary>
    public static string Of(LocalStore store, string bucket) => Write($$"""
        {
          // Comments are allowed, as in the host's own configuration files.
          "PresignKit": {
            "PageOrigins": [ "https://app.example.com" ],
            "Stores": { "media": { "Endpoint": "{{store.Endpoint}}", "Bucket": "{{bucket}}", "Profile": "local" } },
            "UploadPolicies": {
              "video": { "AllowedContentTypes": [ "video/mp4" ], "MaximumSize": 1048576, "Key": "uploads/{id}{ext}" }
            }
          }
        }
        """);

    public static FakeConsole Console(string secret = LocalStore.Secret) => new()
    {
        Variables =
        {
            ["PresignKit__Stores__media__AccessKeyId"] = LocalStore.AccessKey,
            ["PresignKit__Stores__media__SecretAccessKey"] = secret,
        },
    };
}
