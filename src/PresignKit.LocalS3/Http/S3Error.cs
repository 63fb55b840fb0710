namespace PresignKit.LocalS3.Http;

/// <summary>An S3 error response: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.</summary>
internal sealed record S3Error(int Status, string Code, string Message)
{
    /// <summary>Further elements of the error document, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; init; } = [];

    /// <summary>Additional headers of the response.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether the connection is closed after this response, because the client does not behave like one that could use it.</summary>
    public bool EndsConnection { get; init; }

    public S3Error With(params (string Name, string Value)[] details) => this with { Details = [.. Details, .. details] };
}

/// <summary>Ends a request with an error response.</summary>
internal sealed class S3Exception(S3Error error) : Exception(error.Message)
{
    public S3Error Error { get; } = error;
}
