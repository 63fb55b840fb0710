using System.CommandLine;
using PresignKit.Cli.Output;
using PresignKit.Explaining;

namespace PresignKit.Cli.Explaining;

/// <summary><c>presignkit explain</c>: why a store refused a presigned request. It sends nothing.</summary>
internal static class ExplainCommand
{
    private const string Details = """
        Nothing is sent, and no secret, session token, or signature is printed. The URL alone is enough to start with; anything else you know about
        the request and the answer makes the explanation more certain. With --prove, the signature is recomputed.

        Examples:
          presignkit explain 'https://media.s3.eu-central-1.amazonaws.com/a.mp4?X-Amz-Algorithm=...' --status 403 --error answer.xml
          pbpaste | presignkit explain - --method PUT --header 'Content-Type: video/mp4' --prove
        """;

    public static Command Create(CommandContext context)
    {
        var arguments = new ExplainArguments();
        var command = new DocumentedCommand("explain", "Explain why a store refused a presigned URL, and what to change.", Details)
        {
            arguments.Url,
        };
        foreach (var option in arguments.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, arguments, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ExplainArguments arguments, CommandContext context, CancellationToken cancellationToken)
    {
        var screen = context.Open(parsed);
        var refusal = await new RefusalReader(parsed, arguments, screen.Console).ReadAsync(cancellationToken).ConfigureAwait(false);
        var explanation = new S3RefusalExplainer(context.Clock).Explain(refusal);
        if (parsed.GetValue(arguments.Json))
        {
            screen.Result(ExplanationJson.Of(explanation));
        }
        else
        {
            Write(screen, explanation, isProving: parsed.GetValue(arguments.Prove));
        }

        return explanation.Cause is null ? ExitCodes.Ok : ExitCodes.Finding;
    }

    private static void Write(Screen screen, RefusalExplanation explanation, bool isProving)
    {
        new ExplanationText(screen).Write(explanation);
        if (explanation.Cause is not { Certainty: RefusalCertainty.Proven or RefusalCertainty.Stated } && !isProving)
        {
            screen.Note("For a more certain answer, add what was sent (--method, --header), what the store answered (--status, --error), and --prove.");
        }
    }
}
