using System.CommandLine;
using PresignKit.Cli.Output;

namespace PresignKit.Cli;

/// <summary>What all commands use.</summary>
/// <param name="Open">Opens the screen with the options of the command line.</param>
/// <param name="Clock">The time.</param>
internal sealed record CommandContext(Func<ParseResult, Screen> Open, TimeProvider Clock);
