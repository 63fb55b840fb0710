using System.Text.Json;
using PresignKit.Cli.Tests.Fakes;

namespace PresignKit.Cli.Tests.Setup;

public sealed class CorsCommandTests(LocalStore store)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cors_WithoutApply_PrintsRuleAndChangesNothing()
    {
        using var owner = store.Owner();
        await owner.PutBucketAsync("cors-printed", Cancellation);
        var tool = new Tool { Console = ConfigurationFile.Console() };

        var code = await tool.RunAsync("cors", "--config", ConfigurationFile.Of(store, "cors-printed"));

        Assert.Equal(1, code);
        Assert.StartsWith("Store 'media', CORS: missing\n", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("\"https://app.example.com\"", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("\"x-amz-checksum-sha256\"", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("\"ETag\"", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("\naws s3api put-bucket-cors --bucket cors-printed ", tool.Console.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain(LocalStore.Secret, tool.Console.Everything, StringComparison.Ordinal);
        Assert.Empty(await RulesAsync("cors-printed"));
    }

    /// <summary>A distribution of CloudFront has no bucket of its own, so the other stores are processed as if it were not there.</summary>
    [Fact]
    public async Task Cors_WithADistribution_LeavesItOut()
    {
        using var owner = store.Owner();
        await owner.PutBucketAsync("cors-distribution", Cancellation);
        var file = ConfigurationFile.Of(store, "cors-distribution");
        var settings = await File.ReadAllTextAsync(file, Cancellation);
        await File.WriteAllTextAsync(
            file,
            settings.Replace(
                "\"Stores\": {",
                "\"Stores\": { \"cdn\": { \"Origin\": \"media\", \"Endpoint\": \"https://media.example.com\", \"Key\": { \"KeyPairId\": \"K1\" } },",
                StringComparison.Ordinal),
            Cancellation);
        var tool = new Tool { Console = ConfigurationFile.Console() };

        var code = await tool.RunAsync("cors", "--config", file);

        Assert.Equal(1, code);
        Assert.StartsWith("Store 'media', CORS: missing\n", tool.Console.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("cdn", tool.Console.Everything, StringComparison.Ordinal);

        var other = new Tool { Console = ConfigurationFile.Console() };
        Assert.NotEqual(0, await other.RunAsync("cors", "--config", file, "--store", "cdn"));
        Assert.Contains("Store 'cdn' is a distribution", other.Console.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cors_ApplyTwice_ChangesBucketOnce()
    {
        using var owner = store.Owner();
        await owner.PutBucketAsync("cors-applied", Cancellation);
        var file = ConfigurationFile.Of(store, "cors-applied");
        var (first, second, compared) = (new Tool { Console = ConfigurationFile.Console() }, new Tool { Console = ConfigurationFile.Console() }, new Tool
        {
            Console = ConfigurationFile.Console(),
        });

        Assert.Equal(
            0,
            await first.RunAsync("cors", "--config", file, "--apply", "--origin", "https://one.example.com", "--origin", "https://two.example.com"));
        Assert.Equal(0, await second.RunAsync("cors", "--config", file, "--apply", "--origin", "https://one.example.com"));
        Assert.Equal(1, await compared.RunAsync("cors", "--config", file));

        Assert.StartsWith("Store 'media', CORS: changed\n", first.Console.Printed, StringComparison.Ordinal);
        Assert.StartsWith("Store 'media', CORS: as required\n", second.Console.Printed, StringComparison.Ordinal);
        var rule = Assert.Single(await RulesAsync("cors-applied"));
        Assert.Equal(["https://one.example.com", "https://two.example.com"], rule.AllowedOrigins);
        Assert.Contains("PUT", rule.AllowedMethods);
    }

    [Fact]
    public async Task Cors_Json_ContainsConfiguration()
    {
        using var owner = store.Owner();
        await owner.PutBucketAsync("cors-json", Cancellation);
        var tool = new Tool { Console = ConfigurationFile.Console() };

        Assert.Equal(1, await tool.RunAsync("cors", "--config", ConfigurationFile.Of(store, "cors-json"), "--json"));

        using var json = JsonDocument.Parse(tool.Console.Printed);
        var outcome = json.RootElement.GetProperty("outcomes")[0];
        Assert.Equal(
            ("media", "CORS", "missing"),
            (outcome.GetProperty("store").GetString(), outcome.GetProperty("part").GetString(), outcome.GetProperty("status").GetString()));
        Assert.Equal("https://app.example.com", outcome.GetProperty("configuration").GetProperty("CORSRules")[0].GetProperty("AllowedOrigins")[0].GetString());
    }

    [Fact]
    public async Task Cors_SeveralFiles_LaterFileTakesPrecedence()
    {
        using var owner = store.Owner();
        await owner.PutBucketAsync("cors-later", Cancellation);
        var tool = new Tool { Console = ConfigurationFile.Console() };
        var later = ConfigurationFile.Write("""{ "PresignKit": { "Stores": { "media": { "Bucket": "cors-later" } } } }""");

        await tool.RunAsync("cors", "--config", ConfigurationFile.Of(store, "cors-earlier"), "--config", later);

        Assert.Contains("put-bucket-cors --bucket cors-later ", tool.Console.Printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file-not-readable", "it does not exist", null)]
    [InlineData("configuration-invalid", "the error is on line 2", "{\n  \"PresignKit\": sesame }")]
    [InlineData("configuration-invalid", "it is not an object", "[]")]
    [InlineData("store-unknown", "No store is configured in PresignKit:Stores", "{}")]
    [InlineData(
        "settings-invalid",
        "Stores:media:Bukcet is unknown; did you mean Bucket?",
        """{ "PresignKit": { "Stores": { "media": { "Bucket": "media", "Bukcet": "x" } } } }""")]
    [InlineData(
        "settings-invalid",
        "There are no page origins",
        """
        {
          "PresignKit": {
            "Stores": { "media": { "Bucket": "media", "Endpoint": "http://127.0.0.1:1", "Profile": "local" } },
            "UploadPolicies": { "a": { "MaximumSize": 1, "AllowedContentTypes": ["a/b"] } }
          }
        }
        """)]
    [InlineData(
        "policies-unknown",
        "What uploads to store 'media' need is not known: PresignKit:UploadPolicies of ",
        """{ "PresignKit": { "PageOrigins": [ "https://a.example" ], "Stores": { "media": { "Bucket": "media", "Endpoint": "http://127.0.0.1:1" } } } }""")]
    [InlineData(
        "policies-unknown",
        "What uploads to store 'b' need is not known",
        """
        {
          "PresignKit": {
            "DefaultStoreName": "a",
            "Stores": { "a": { "Bucket": "aaa" }, "b": { "Bucket": "bbb" } },
            "UploadPolicies": { "a": { "MaximumSize": 1, "AllowedContentTypes": ["a/b"] } }
          }
        }
        """)]
    [InlineData(
        "settings-invalid",
        "PresignKit:UploadPolicys is unknown; did you mean UploadPolicies?",
        """{ "PresignKit": { "PageOrigins": [ "https://a.example" ], "Stores": { "a": { "Bucket": "aaa" } }, "UploadPolicys": {} } }""")]
    [InlineData(
        "policies-unknown",
        "use --downloads-only",
        """{ "PresignKit": { "Stores": { "a": { "Bucket": "aaa" } }, "UploadPolicies": {}, "DownloadPolicies": { "default": { "Lifetime": "1h" } } } }""")]
    [InlineData(
        "store-unknown",
        "Set PresignKit:DefaultStoreName",
        """{ "PresignKit": { "Stores": { "a": { "Bucket": "aaa" }, "b": { "Bucket": "bbb" } }, "UploadPolicies": { "video": { "MaximumSize": 1 } } } }""")]
    public async Task Cors_InvalidConfiguration_PrintsOneLineThatSaysWhatToChange(string error, string advice, string? json)
    {
        var tool = new Tool();

        Assert.Equal(2, await tool.RunAsync("cors", "--config", json is null ? "no-such-file.json" : ConfigurationFile.Write(json)));

        var line = tool.Console.Errors.TrimEnd('\n');
        Assert.StartsWith($"presignkit: {error}: ", line, StringComparison.Ordinal);
        Assert.Contains(advice, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain("sesame", line, StringComparison.Ordinal);
    }

    /// <summary>A rule for GET alone would forbid the uploads of policies in code, and say that pages may now do what they need.</summary>
    [Theory]
    [InlineData("cors")]
    [InlineData("policy")]
    public async Task SetUp_NoUploadPolicies_ChangesNothingUnlessTold(string command)
    {
        using var owner = store.Owner();
        var bucket = $"{command}-no-policies";
        await owner.PutBucketAsync(bucket, Cancellation);
        var file = ConfigurationFile.Write($$"""
            {
              "PresignKit": {
                "PageOrigins": [ "https://a.example" ],
                "Stores": { "media": { "Endpoint": "{{store.Endpoint}}", "Bucket": "{{bucket}}", "Profile": "local" } }
              }
            }
            """);
        var (refused, told) = (new Tool { Console = ConfigurationFile.Console() }, new Tool { Console = ConfigurationFile.Console() });

        Assert.Equal(2, await refused.RunAsync(command, "--config", file, "--apply"));
        Assert.Empty(refused.Console.Printed);
        Assert.Empty(await RulesAsync(bucket));

        Assert.NotEqual(2, await told.RunAsync(command, "--config", file, "--apply", "--downloads-only"));
        Assert.Equal(command == "cors" ? ["GET", "HEAD"] : [], (await RulesAsync(bucket)).SelectMany(rule => rule.AllowedMethods).Order());
    }

    [Fact]
    public async Task Cors_UnknownStore_NamesConfiguredStores()
    {
        var tool = new Tool();

        Assert.Equal(2, await tool.RunAsync("cors", "--config", ConfigurationFile.Of(store, "media"), "--store", "archive"));
        Assert.StartsWith(
            "presignkit: store-unknown: Store 'archive' is unknown. Use one of the configured stores: media.",
            tool.Console.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cors_UnreachableStore_IsStoreUnavailable()
    {
        var tool = new Tool { Console = ConfigurationFile.Console() };
        tool.Console.Variables["PresignKit__Stores__media__Endpoint"] = "http://127.0.0.1:1";

        Assert.Equal(3, await tool.RunAsync("cors", "--config", ConfigurationFile.Of(store, "media")));
        Assert.StartsWith("presignkit: store-unavailable: ", tool.Console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(LocalStore.Secret, tool.Console.Everything, StringComparison.Ordinal);
    }

    private async Task<List<Amazon.S3.Model.CORSRule>> RulesAsync(string bucket)
    {
        using var owner = store.Owner();
        try
        {
            return (await owner.GetCORSConfigurationAsync(bucket, Cancellation)).Configuration?.Rules ?? [];
        }
        catch (Amazon.S3.AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchCORSConfiguration")
        {
            return [];
        }
    }
}
