using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PresignKit.Recipes.Tests.Deploying;

internal static partial class SetUp
{
    // <recipe:set-up>
    /// <summary>Call it once after each change of policies or origins, with credentials that may set up the bucket.</summary>
    public static async Task RunAsync(IServiceProvider services, ILogger logger, CancellationToken cancellationToken)
    {
        var setup = services.GetRequiredService<IStoreSetup>();
        var cors = await setup.EnsureCorsAsync(cancellationToken: cancellationToken);    // for the PageOrigins
        var lifecycle = await setup.EnsureLifecycleAsync(cancellationToken);
        foreach (var outcome in new[] { cors, lifecycle })
        {
            Log(logger, outcome.Status, outcome.Message, outcome.Command);               // the command to run if the credentials may not do it
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Status}: {Message} {Command}")]
    private static partial void Log(ILogger logger, SetupStatus status, string message, string? command);

    // </recipe:set-up>
}
