using System.CommandLine;

namespace PresignKit.Cli;

/// <summary>A command whose help has a section with details.</summary>
/// <param name="name">The name to type.</param>
/// <param name="description">One sentence, which is also shown in the list of commands.</param>
/// <param name="details">The text after the options in the command's own help.</param>
internal sealed class DocumentedCommand(string name, string description, string details) : Command(name, description)
{
    public string Details => details;
}
