using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace PresignKit.Cli;

/// <summary>The usual help, followed by the command's details.</summary>
internal sealed class HelpWithDetails : SynchronousCommandLineAction
{
    private readonly HelpAction _usual = new();

    /// <summary>Help must work although required arguments are missing.</summary>
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
