using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.Problems;

/// <summary>Answers with a problem. Clients that show a field <c>message</c> receive one.</summary>
internal sealed class ProblemAnswer(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var shown = httpContext.GetEndpoint()?.Metadata.GetMetadata<ProblemMessage>() is null ? problem : problem with { Message = problem.Detail };
        return Results.Json(shown, EndpointJsonContext.Default.Problem, ProblemCatalog.ContentType, problem.Status).ExecuteAsync(httpContext);
    }
}
