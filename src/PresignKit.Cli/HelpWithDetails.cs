using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PresignKit.Cli;

/// <summary>The usual help, and after the options what a command has to tell.</summary>
internal sealed class HelpWithDetails : SynchronousCommandLineAction
{
    private readonly HelpAction _usual = new();

    /// <summary>Whoever asks for help has not typed the rest yet.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = _usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand { Details: var details })
        {
            parseResult.InvocationConfiguration.Output.WriteLine(details);
        }

        return code;
    }
}
