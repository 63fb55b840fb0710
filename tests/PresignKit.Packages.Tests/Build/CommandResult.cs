namespace PresignKit.Packages.Tests.Build;

/// <summary>A program's exit code and output.</summary>
internal sealed record CommandResult(string CommandLine, int ExitCode, string Output)
{
    /// <summary>Whether restoring failed because no package source was available.</summary>
    public bool IsOffline => ExitCode != 0 && Output.Contains("NU1301", StringComparison.Ordinal);

    public CommandResult ShouldSucceed() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"{CommandLine} ended with {ExitCode}:\n{Output}");
}
