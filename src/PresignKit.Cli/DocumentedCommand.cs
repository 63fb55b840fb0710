using System.CommandLine;

namespace PresignKit.Cli;

/// <summary>A command whose help has more to tell than one sentence.</summary>
/// <param name="name">What to type.</param>
/// <param name="description">One sentence: it also stands in the list of commands.</param>
/// <param name="details">What follows the options in the command's own help.</param>
internal sealed class DocumentedCommand(string name, string description, string details) : Command(name, description)
{
    public string Details => details;
}
