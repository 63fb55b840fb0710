using System.CommandLine;

namespace PresignKit.Cli.Setup;

/// <summary>Compares or applies parts of the set-up of each store in turn, and prints the outcomes.</summary>
internal sealed class SetupRun(ParseResult parsed, SetupArguments arguments, CommandContext context)
{
    public async Task<int> RunAsync(IReadOnlyList<SetupPart> parts, CancellationToken cancellationToken)
    {
        var screen = context.Open(parsed);
        var isApplying = parsed.GetValue(arguments.Apply);
        using var stores = ConfiguredStores.Read(parsed, arguments, screen, context.Clock);
        var done = new List<(string Store, SetupPart Part, SetupOutcome Outcome)>();
        foreach (var store in stores.Selected)
        {
            var setup = stores.Open(store);
            foreach (var part in parts)
            {
                var outcome = await (isApplying ? part.Apply : part.Compare)(setup, cancellationToken).ConfigureAwait(false);
                done.Add((store, part, outcome));

                // Printed immediately, so that the outcome is known even if the next store cannot be reached.
                if (!parsed.GetValue(arguments.Json))
                {
                    new OutcomeText(screen).Write(store, part, outcome);
                }
            }
        }

        if (parsed.GetValue(arguments.Json))
        {
            screen.Result(OutcomeJson.Of(done));
        }

        return done.All(d => d.Outcome.IsSufficient) ? ExitCodes.Ok : ExitCodes.Finding;
    }
}
