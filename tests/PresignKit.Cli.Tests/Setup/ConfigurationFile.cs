using PresignKit.Cli.Tests.Fakes;

namespace PresignKit.Cli.Tests.Setup;

/// <summary>An application's file of configuration, beside the tests.</summary>
internal static class ConfigurationFile
{
    public static string Write(string json)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"settings-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, json);
        return file;
    }

    /// <summary>One store and one policy, with the keys left to the environment.</summary>
    public static string Of(LocalStore store, string bucket) => Write($$"""
        {
          // As the host's own reader, this one takes comments.
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
