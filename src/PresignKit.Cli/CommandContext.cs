using System.CommandLine;
using PresignKit.Cli.Output;

namespace PresignKit.Cli;

/// <summary>What every command works with.</summary>
/// <param name="Open">The screen, as the command line wants it.</param>
/// <param name="Clock">The time.</param>
internal sealed record CommandContext(Func<ParseResult, Screen> Open, TimeProvider Clock);
