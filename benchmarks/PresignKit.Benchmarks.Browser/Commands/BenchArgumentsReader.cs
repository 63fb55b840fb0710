using System.Globalization;
using PresignKit.Benchmarks.Browser.Rows;
using PresignKit.Benchmarks.Browser.Sites;

namespace PresignKit.Benchmarks.Browser.Commands;

/// <summary>Reads the command line.</summary>
internal static class BenchArgumentsReader
{
    private const string Memory = "/dev/shm";

    /// <exception cref="ArgumentException">An argument is unknown or invalid.</exception>
    public static BenchArguments Read(IEnumerable<string> arguments)
    {
        var (rows, sizes, data, json) = (new List<IRow>(), Sizes.Full, Directory.Exists(Memory) ? Memory : Path.GetTempPath(), (string?)null);
        var clients = Directory.GetDirectories(ClientBundles.Sources).Select(folder => Path.GetFileName(folder)!).ToHashSet();
        RunningStore? store = null;
        var left = new Queue<string>(arguments);
        var (pairs, tries, isStrict) = (0, 0, false);
        while (left.TryDequeue(out var argument))
        {
            switch (argument)
            {
                case "all":
                    rows.AddRange(AllRows.List);
                    break;
                case "--strict":
                    isStrict = true;
                    break;
                case "--quick":
                    sizes = Sizes.Quick;
                    break;
                case "--pairs":
                    pairs = Number(argument, left);
                    break;
                case "--tries":
                    tries = Number(argument, left);
                    break;
                case "--clients":
                    var known = clients;
                    clients = [.. Value(argument, left).Split(',')];
                    if (clients.Except(known).FirstOrDefault() is { } unknown)
                    {
                        throw new ArgumentException($"'{unknown}' is not a client. There are {string.Join(", ", known.Order())}.");
                    }

                    break;
                case "--data":
                    data = Value(argument, left);
                    break;
                case "--store":
                    store = RunningStore.FromEnvironment(Value(argument, left));
                    break;
                case "--json":
                    json = Value(argument, left);
                    break;
                default:
                    rows.Add(AllRows.List.FirstOrDefault(row => row.Name == argument)
                        ?? throw new ArgumentException($"'{argument}' is not a row or an option. Run without arguments to list them."));
                    break;
            }
        }

        sizes = sizes with { Pairs = pairs > 0 ? pairs : sizes.Pairs, Tries = tries > 0 ? tries : sizes.Tries };
        return new(rows, sizes, clients, data, store, json, isStrict);
    }

    private static string Value(string option, Queue<string> left) =>
        left.TryDequeue(out var value) ? value : throw new ArgumentException($"{option} requires a value.");

    private static int Number(string option, Queue<string> left) =>
        int.TryParse(Value(option, left), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{option} requires a number of at least 1.");
}
