using System.Collections.Concurrent;

namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>The uploads that the application has accepted, by the key of their slot.</summary>
internal sealed class ClientCatalog
{
    private readonly ConcurrentDictionary<string, AcceptedFile> _files = new(StringComparer.Ordinal);

    public IReadOnlyCollection<AcceptedFile> Files => [.. _files.Values];

    public AcceptedFile? Find(string slotKey) => _files.GetValueOrDefault(slotKey);

    public AcceptedFile Add(string slotKey, AcceptedFile file) => _files.GetOrAdd(slotKey, file);
}
