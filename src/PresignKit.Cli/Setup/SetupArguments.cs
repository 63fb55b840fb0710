using System.CommandLine;

namespace PresignKit.Cli.Setup;

/// <summary>The arguments of <c>presignkit cors</c> and <c>presignkit policy</c>: the application's configuration.</summary>
internal sealed class SetupArguments
{
    public Option<string[]> Config { get; } = new("--config", "-c")
    {
        Description = "A configuration file of the application. Repeat it for more files; later ones take precedence, and so does the environment, as in "
            + "the application (PresignKit__Stores__media__Bucket).",
        HelpName = "FILE",
        DefaultValueFactory = _ => ["appsettings.json"],
    };

    public Option<string> Section { get; } = new("--section")
    {
        Description = "The configuration section that the application passes to AddPresignKit.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "PresignKit",
    };

    public Option<string?> Store { get; } = new("--store") { Description = "One store of the configuration. Default: all stores.", HelpName = "NAME" };

    public Option<bool> DownloadsOnly { get; } = new("--downloads-only")
    {
        Description = "Continue if the configuration has no upload policy for a store: the application uploads nothing to it, in code neither.",
    };

    public Option<bool> Apply { get; } = new("--apply") { Description = "Change the bucket. Without this option, the bucket is only read and compared." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the outcome as JSON." };

    public IEnumerable<Option> Options => [Config, Section, Store, DownloadsOnly, Apply, Json];
}
