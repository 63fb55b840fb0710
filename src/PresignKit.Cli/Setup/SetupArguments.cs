using System.CommandLine;

namespace PresignKit.Cli.Setup;

/// <summary>What <c>presignkit cors</c> and <c>presignkit policy</c> take: the application's own configuration.</summary>
internal sealed class SetupArguments
{
    public Option<string[]> Config { get; } = new("--config", "-c")
    {
        Description = "A file of the application's configuration; repeat it, the later wins. The environment comes last, as in the application: PresignKit__Stores__media__Bucket.",
        HelpName = "FILE",
        DefaultValueFactory = _ => ["appsettings.json"],
    };

    public Option<string> Section { get; } = new("--section")
    {
        Description = "The section that the application gives AddPresignKit.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "PresignKit",
    };

    public Option<string?> Store { get; } = new("--store") { Description = "One store of the configuration. Default: all of them.", HelpName = "NAME" };

    public Option<bool> Apply { get; } = new("--apply") { Description = "Change the bucket. Without it, the bucket is only read and compared." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the outcome as JSON." };

    public IEnumerable<Option> Options => [Config, Section, Store, Apply, Json];
}
