using System.Collections.Concurrent;

namespace PresignKit.Client.Tests.Fakes;

/// <summary>The connection of a client: it counts what goes over it, and breaks as a test wants.</summary>
internal sealed class Line : DelegatingHandler
{
    private int _inFlight;
    private int _mostInFlight;

    public Line()
        : base(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
    }

    /// <summary>What was sent: method and path, with the query of parts.</summary>
    public ConcurrentQueue<HttpRequestMessage> Requests { get; } = [];

    public static Task<HttpResponseMessage?> GoOn { get; } = Task.FromResult<HttpResponseMessage?>(null);

    public int MostInFlight => _mostInFlight;

    /// <summary>Answers in place of the server, or throws; null: the request goes on. It receives the number of the request from 1.</summary>
    public Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage?>> Before { get; set; } = (_, _, _) => GoOn;

    /// <summary>Changes or loses the server's answer.</summary>
    public Func<HttpRequestMessage, int, HttpResponseMessage, HttpResponseMessage> After { get; set; } = (_, _, response) => response;

    /// <summary>The number of a part, from its URL; 0 if the request is for none.</summary>
    public static int PartOf(HttpRequestMessage request)
    {
        const string Name = "partNumber=";
        var query = request.RequestUri!.Query;
        var start = query.IndexOf(Name, StringComparison.Ordinal);
        return start < 0 ? 0 : int.Parse(query[(start + Name.Length)..].Split('&')[0], null);
    }

    public int Count(string path) => Requests.Count(request => request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        var number = Requests.Count;
        var inFlight = Interlocked.Increment(ref _inFlight);
        int most;
        while ((most = _mostInFlight) < inFlight && Interlocked.CompareExchange(ref _mostInFlight, inFlight, most) != most)
        {
        }

        try
        {
            return await Before(request, number, cancellationToken) ?? After(request, number, await base.SendAsync(request, cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}
