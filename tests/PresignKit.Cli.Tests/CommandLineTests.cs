using PresignKit.Cli.Tests.Fakes;

namespace PresignKit.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_Root_ListsCommandsAndExitCodes()
    {
        var tool = new Tool();

        Assert.Equal(0, await tool.RunAsync("--help"));

        Assert.Contains("presignkit [command] [options]", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("130 interrupted", tool.Console.Printed, StringComparison.Ordinal);
        Assert.All(["probe", "explain", "cors", "policy"], name => Assert.Matches($"\n  {name} +.*[A-Z].*\\.\n", tool.Console.Printed));
    }

    [Theory]
    [InlineData("probe", "AWS_ACCESS_KEY_ID")]
    [InlineData("explain", "Nothing is sent")]
    public async Task Help_Command_PrintsOptionsDetailsAndExample(string command, string detail)
    {
        var tool = new Tool();

        Assert.Equal(0, await tool.RunAsync(command, "--help"));

        Assert.Equal("", tool.Console.Errors);
        Assert.Contains($"  presignkit {command} ", tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains(detail, tool.Console.Printed, StringComparison.Ordinal);
        Assert.Contains("--json", tool.Console.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoCommand_ListsCommands()
    {
        var tool = new Tool();

        Assert.Equal(0, await tool.RunAsync());

        Assert.Equal("", tool.Console.Errors);
        Assert.All(["probe", "explain", "cors", "policy"], name => Assert.Matches($"\n  {name} +.*[A-Z].*\\.\n", tool.Console.Printed));
    }

    [Theory]
    [InlineData("measure")]
    [InlineData("probe", "--buckets", "media")]
    public async Task Run_UnknownCommandOrOption_IsUsageError(params string[] arguments)
    {
        var tool = new Tool();

        Assert.Equal(2, await tool.RunAsync(arguments));
        Assert.StartsWith("presignkit: usage: ", tool.Console.Errors, StringComparison.Ordinal);
        Assert.Matches("\nSee 'presignkit( probe)? --help'\\.\n", tool.Console.Errors);
    }

    /// <summary>A URL that the shell cut at its ampersands arrives in pieces, and the parser quotes the pieces that it does not recognize.</summary>
    [Fact]
    public async Task Run_SignatureInUnrecognizedArgument_IsRedacted()
    {
        var tool = new Tool();

        Assert.Equal(2, await tool.RunAsync("explain", "https://s3.example.com/media/a", "X-Amz-Signature=0123456789abcdef", "X-Amz-Security-Token=sesame"));

        Assert.DoesNotContain("0123456789abcdef", tool.Console.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", tool.Console.Everything, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Signature=<redacted>", tool.Console.Errors, StringComparison.Ordinal);
    }
}
