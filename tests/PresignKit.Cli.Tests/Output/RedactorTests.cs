using Microsoft.Extensions.Configuration;
using PresignKit.Cli.Output;
using PresignKit.Cli.Tests.Fakes;
using PresignKit.Cli.Tests.Setup;

namespace PresignKit.Cli.Tests.Output;

/// <summary>The redactor knows every secret in the configuration that the tool reads.</summary>
public class RedactorTests
{
    private const string Secret = "a-secret-of-the-configuration";

    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("AWS_SESSION_TOKEN")]
    [InlineData("PresignKit__Stores__media__SecretAccessKey")]
    [InlineData("PRESIGNKIT__STORES__MEDIA__SESSIONTOKEN")]
    [InlineData("My__Section__Stores__media__UploadCredentials__SecretAccessKey")]
    public void Clean_SecretFromEnvironment_IsRedacted(string variable)
    {
        var redactor = new Redactor(new FakeConsole { Variables = { [variable] = Secret } });

        Assert.Equal("said <redacted>.", redactor.Clean($"said {Secret}."));
    }

    [Theory]
    [InlineData("PresignKit:Stores:media:SecretAccessKey", "said <redacted>.")]
    [InlineData("PresignKit:Stores:media:SessionToken", "said <redacted>.")]
    [InlineData("PresignKit:Stores:media:UploadCredentials:SecretAccessKey", "said <redacted>.")]
    [InlineData("PresignKit:Stores:media:Bucket", "said " + Secret + ".")]
    public void Clean_ConfigurationValue_IsRedactedOnlyIfSecret(string setting, string expected)
    {
        var redactor = new Redactor(new FakeConsole());
        redactor.Learn(new ConfigurationBuilder().AddInMemoryCollection([new(setting, Secret)]).Build());

        Assert.Equal(expected, redactor.Clean($"said {Secret}."));
    }

    [Fact]
    public void Clean_SecretThatStartsWithAnother_IsRedactedCompletely()
    {
        var redactor = new Redactor(new FakeConsole { Variables = { ["AWS_SECRET_ACCESS_KEY"] = Secret, ["AWS_SESSION_TOKEN"] = Secret + "-and-more" } });

        Assert.Equal("said <redacted>.", redactor.Clean($"said {Secret}-and-more."));
    }

    /// <summary>A store's name that equals a secret is redacted wherever it is quoted.</summary>
    [Fact]
    public async Task Cors_SettingThatRepeatsSecret_IsRedacted()
    {
        var tool = new Tool();
        var file = ConfigurationFile.Write($$"""{ "PresignKit": { "Stores": { "{{Secret}}": { "Bucket": "media", "SecretAccessKey": "{{Secret}}" } } } }""");

        Assert.Equal(2, await tool.RunAsync("cors", "--config", file, "--store", "other"));

        Assert.Contains("one of the configured stores: <redacted>", tool.Console.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, tool.Console.Everything, StringComparison.Ordinal);
    }
}
