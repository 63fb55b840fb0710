using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Tests.Fakes;

/// <summary>The AWS SDK's client with scripted answers of a store. Records the requests.</summary>
internal sealed class CannedStore(string endpoint = "http://store.test:9000") : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<HttpRequestMessage> Requests { get; } = [];

    public S3ObjectStore Objects => new(Settings, Client(), Limits);

    public S3MultipartUploads Uploads => new(Settings, Client());

    public CopyLimits Limits { get; init; } = CopyLimits.Default;

    public S3StoreSettings Settings { get; } = S3StoreSettingsBuilder.Build(
        "media",
        new()
        {
            Bucket = "media-bucket", Region = "us-east-1", Endpoint = endpoint, PublicEndpoint = "https://files.example.com",
            AccessKeyId = TestApp.AccessKey, SecretAccessKey = TestApp.Secret,
        },
        [])!;

    public CannedStore Answer(HttpStatusCode status, string body = "", params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) };
            foreach (var (name, value) in headers)
            {
                if (!response.Headers.TryAddWithoutValidation(name, value))
                {
                    response.Content.Headers.Remove(name);
                    response.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            return response;
        });
        return this;
    }

    public CannedStore AnswerError(HttpStatusCode status, string code) =>
        Answer(
            status,
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>said the store</Message></Error>",
            ("Content-Type", "application/xml"));

    public CannedStore Fail(Exception exception)
    {
        _answers.Enqueue(() => throw exception);
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Func<HttpResponseMessage> next;
        lock (_answers)
        {
            Requests.Add(request);

            // The last answer is repeated, because the SDK retries.
            next = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        }

        var answer = next();
        answer.RequestMessage = request;
        return Task.FromResult(answer);
    }

    private AmazonS3Client Client()
    {
        var config = S3ClientFactory.Configure(Settings);
        config.HttpClientFactory = new Factory(this);
        config.MaxErrorRetry = 0;
        return new(Settings.Credentials, config);
    }

    private sealed class Factory(CannedStore handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
