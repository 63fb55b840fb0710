using System.CommandLine;
using PresignKit.Cli.Output;

namespace PresignKit.Cli;

/// <summary>The services that all commands share.</summary>
/// <param name="Open">Opens the screen according to the command line's options.</param>
/// <param name="Clock">The time.</param>
internal sealed record CommandContext(Func<ParseResult, Screen> Open, TimeProvider Clock);
