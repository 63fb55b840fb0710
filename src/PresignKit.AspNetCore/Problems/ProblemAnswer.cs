using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Json;

namespace PresignKit.AspNetCore.Problems;

/// <summary>Answers with a problem. Clients that show a field <c>message</c> receive one.</summary>
internal sealed class ProblemAnswer(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        (httpContext.GetEndpoint()?.Metadata.GetMetadata<ProblemMessage>() is null
            ? Results.Json(problem, EndpointJsonContext.Default.Problem, ProblemCatalog.ContentType, problem.Status)
            : Results.Json(
                new ProblemWithMessage
                {
                    Type = problem.Type,
                    Title = problem.Title,
                    Status = problem.Status,
                    Detail = problem.Detail,
                    Message = problem.Detail,
                    Code = problem.Code,
                    Limit = problem.Limit,
                    Parts = problem.Parts,
                },
                EndpointJsonContext.Default.ProblemWithMessage,
                ProblemCatalog.ContentType,
                problem.Status)).ExecuteAsync(httpContext);
}
